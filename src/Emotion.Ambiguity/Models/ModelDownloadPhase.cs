namespace Emotion.Ambiguity.Models;

/// <summary>What a download is doing.</summary>
public enum ModelDownloadPhase
{
    /// <summary>It reads what is there already, to compute its checksum.</summary>
    Checking,

    /// <summary>Bytes are coming.</summary>
    Downloading,

    /// <summary>The connection failed; it waits before it tries again.</summary>
    Waiting,
}
