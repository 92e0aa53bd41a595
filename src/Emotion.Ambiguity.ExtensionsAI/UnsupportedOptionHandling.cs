namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>What happens to an option of a request that a model cannot heed.</summary>
public enum UnsupportedOptionHandling
{
    /// <summary>The request ends with a <see cref="NotSupportedException"/> that names all of them.</summary>
    Reject,

    /// <summary>It is left out, and the response's additional property "ignored_options" names it.</summary>
    Report,
}
