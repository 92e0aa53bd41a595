namespace Emotion.Ambiguity.LlamaCpp.Tests.Support;

/// <summary>A theory on a model that the repository does not hold; shown as skipped where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ModelTheoryAttribute : TheoryAttribute
{
    public ModelTheoryAttribute(string model)
    {
        if (TestModels.Optional(model) is null) Skip = $"Set {TestModels.FolderVariable} to a folder that holds {model}.";
    }
}
