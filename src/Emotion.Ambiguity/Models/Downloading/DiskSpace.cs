namespace Emotion.Ambiguity.Models.Downloading;

/// <summary>How much a disk still takes.</summary>
internal static class DiskSpace
{
    /// <summary>The free bytes of the disk that holds a folder, or null where the system does not say (network shares, odd mounts).</summary>
    public static long? FreeBytes(string folder)
    {
        try
        {
            // Windows knows disks by their root; elsewhere any folder finds the file system that it is on.
            return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(Path.GetFullPath(folder))! : Path.GetFullPath(folder)).AvailableFreeSpace;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
