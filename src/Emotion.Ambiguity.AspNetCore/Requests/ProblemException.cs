namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem, Exception? inner = null) : Exception(problem.Detail, inner)
{
    public Problem Problem { get; } = problem;
}
