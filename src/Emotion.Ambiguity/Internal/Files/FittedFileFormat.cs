using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Emotion.Ambiguity.Internal.Files;

/// <summary>Reads and writes one kind of file of fitted numbers as JSON, and says what is wrong with a file that is none.</summary>
/// <typeparam name="TValue">What is fitted.</typeparam>
/// <typeparam name="TDocument">What its file has, unchecked.</typeparam>
internal sealed class FittedFileFormat<TValue, TDocument>
    where TDocument : class
{
    /// <summary>The document's type.</summary>
    public required JsonTypeInfo<TDocument> Type { get; init; }

    /// <summary>Checks a document; a wrong value is an <see cref="ArgumentException"/>. The file's path, or null, is for errors with a remedy of their own.</summary>
    public required Func<TDocument?, string?, TValue> Read { get; init; }

    /// <summary>Turns what is fitted into a document.</summary>
    public required Func<TValue, TDocument> Write { get; init; }

    /// <summary>Makes the error of this kind of file: file, reason, remedy and cause.</summary>
    public required Func<string?, string, string, Exception?, Exception> Error { get; init; }

    /// <summary>What the file should be, without an article ("profile").</summary>
    public required string Kind { get; init; }

    /// <summary>What to do about a file that is wrong.</summary>
    public required string Remedy { get; init; }

    public TValue Parse(string json)
    {
        try
        {
            return Check(JsonSerializer.Deserialize(json, Type), null);
        }
        catch (JsonException fault)
        {
            throw NotJson(null, fault);
        }
    }

    public TValue Load(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Check(JsonSerializer.Deserialize(stream, Type), path);
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

    public async Task<TValue> LoadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 4096, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
                return Check(await JsonSerializer.DeserializeAsync(stream, Type, cancellationToken).ConfigureAwait(false), path);
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

    public string ToJson(TValue value) => JsonSerializer.Serialize(Write(value), Type);

    public void Save(TValue value, string path)
    {
        var unfinished = Unfinished(path);
        try
        {
            File.WriteAllText(unfinished, ToJson(value) + "\n");
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    public async Task SaveAsync(TValue value, string path, CancellationToken cancellationToken)
    {
        var unfinished = Unfinished(path);
        try
        {
            await File.WriteAllTextAsync(unfinished, ToJson(value) + "\n", cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    // Beside the file, because a file can be replaced in one step on its own disk only.
    private static string Unfinished(string path) => $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";

    private TValue Check(TDocument? document, string? file)
    {
        try
        {
            return Read(document, file);
        }
        catch (ArgumentException fault)
        {
            throw Error(file, FittedFile.Sentence(fault), Remedy, fault);
        }
    }

    private Exception NotJson(string? file, JsonException fault)
    {
        var where = fault.LineNumber is { } line ? $"line {line + 1}" : "its content";
        var field = fault.Path is { Length: > 1 } path ? $" (at {path})" : "";
        var reason = fault.Message.Split(" Path: $", 2)[0];
        return Error(file, $"{where}{field} is not the JSON of a {Kind}: {reason}", Remedy, fault);
    }

    private Exception NotOpened(string file, Exception fault) =>
        fault is FileNotFoundException or DirectoryNotFoundException
            ? Error(file, "There is no such file.", "Check the path.", fault)
            : Error(file, $"It cannot be opened: {fault.Message}", "Check that it is a file that you may read.", fault);
}
