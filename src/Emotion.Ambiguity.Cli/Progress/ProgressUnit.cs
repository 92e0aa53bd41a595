namespace Emotion.Ambiguity.Cli.Progress;

/// <summary>What a progress line counts.</summary>
internal enum ProgressUnit
{
    /// <summary>Clips, items, anything that is counted one by one.</summary>
    Items,

    /// <summary>Bytes, shown as MB.</summary>
    Bytes,
}
