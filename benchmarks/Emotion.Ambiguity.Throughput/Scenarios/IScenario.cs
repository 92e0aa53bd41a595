namespace Emotion.Ambiguity.Throughput.Scenarios;

/// <summary>One question about speed or memory, and its answer as a table.</summary>
internal interface IScenario
{
    string Name { get; }

    string Title { get; }

    Task RunAsync(Settings settings, Report report, CancellationToken cancellationToken);
}
