using System.Text;
using System.Text.Json;

namespace Emotion.Ambiguity.Calibration.Profiles;

/// <summary>Reads and writes profiles, and says what is wrong with a file that is none.</summary>
internal static class ProfileFile
{
    private const string FitAgain = "Fit the calibration again and save it with CalibrationProfile.Save.";

    public static CalibrationProfile Parse(string json)
    {
        try
        {
            return Check(JsonSerializer.Deserialize(json, ProfileJson.Default.ProfileDocument), null);
        }
        catch (JsonException fault)
        {
            throw NotJson(null, fault);
        }
    }

    public static CalibrationProfile Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Check(JsonSerializer.Deserialize(stream, ProfileJson.Default.ProfileDocument), path);
        }
        catch (JsonException fault)
        {
            throw NotJson(path, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotOpened(path, fault);
        }
    }

    public static async Task<CalibrationProfile> LoadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
                return Check(await JsonSerializer.DeserializeAsync(stream, ProfileJson.Default.ProfileDocument, cancellationToken).ConfigureAwait(false), path);
        }
        catch (JsonException fault)
        {
            throw NotJson(path, fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw NotOpened(path, fault);
        }
    }

    public static string ToJson(CalibrationProfile profile) => JsonSerializer.Serialize(ProfileWriter.ToDocument(profile), ProfileJson.Default.ProfileDocument);

    public static void Save(CalibrationProfile profile, string path)
    {
        var unfinished = Unfinished(path);
        try
        {
            File.WriteAllText(unfinished, ToJson(profile) + "\n");
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public static async Task SaveAsync(CalibrationProfile profile, string path, CancellationToken cancellationToken)
    {
        var unfinished = Unfinished(path);
        try
        {
            await File.WriteAllTextAsync(unfinished, ToJson(profile) + "\n", cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // Beside the file, because a file can be replaced in one step on its own disk only.
    private static string Unfinished(string path) => $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";

    private static CalibrationProfile Check(ProfileDocument? document, string? file)
    {
        try
        {
            return ProfileReader.Read(document, file);
        }
        catch (ArgumentException fault)
        {
            throw new CalibrationFormatException(file, ProfileReader.Sentence(fault), FitAgain, fault);
        }
    }

    private static CalibrationFormatException NotJson(string? file, JsonException fault)
    {
        var where = fault.LineNumber is { } line ? $"line {line + 1}" : "its content";
        var field = fault.Path is { Length: > 1 } path ? $" (at {path})" : "";
        var reason = fault.Message.Split(" Path: $", 2)[0];
        return new CalibrationFormatException(file, $"{where}{field} is not the JSON of a profile: {reason}", FitAgain, fault);
    }

    private static CalibrationFormatException NotOpened(string file, Exception fault) =>
        fault is FileNotFoundException or DirectoryNotFoundException
            ? new CalibrationFormatException(file, "There is no such file.", "Check the path.", fault)
            : new CalibrationFormatException(file, $"It cannot be opened: {fault.Message}", "Check that it is a file that you may read.", fault);
}
