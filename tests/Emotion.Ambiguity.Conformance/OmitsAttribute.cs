namespace Emotion.Ambiguity.Conformance;

/// <summary>Says which parts of the suite an engine lacks, and why.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = true)]
public sealed class OmitsAttribute(ModelPart parts, string reason) : Attribute
{
    public ModelPart Parts { get; } = parts;

    public string Reason { get; } = reason;
}
