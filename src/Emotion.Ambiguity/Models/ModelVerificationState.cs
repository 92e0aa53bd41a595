namespace Emotion.Ambiguity.Models;

/// <summary>Whether a file is the one that the catalogue means.</summary>
public enum ModelVerificationState
{
    /// <summary>There is no such file.</summary>
    Missing,

    /// <summary>The checksum is the catalogue's.</summary>
    Verified,

    /// <summary>The checksum is another: the file is damaged, or another version.</summary>
    Differs,

    /// <summary>The file is there, but the catalogue has no checksum for it.</summary>
    NotPinned,
}
