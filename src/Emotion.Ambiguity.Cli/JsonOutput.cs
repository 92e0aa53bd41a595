using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Emotion.Ambiguity.Cli;

/// <summary>JSON on standard output: an object or array a call, ended by a line's end.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = OneLine with { Indented = true, NewLine = "\n" };

    /// <summary>Writes an object on several lines, for a command that gives one.</summary>
    public static void WriteObject(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, Text(Indented, '{', write));

    /// <summary>Writes an object on one line, for a command that gives several.</summary>
    public static void WriteLine(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, Text(OneLine, '{', write));

    /// <summary>The same without blocking.</summary>
    public static async Task WriteLineAsync(TextWriter output, Action<Utf8JsonWriter> write)
    {
        await output.WriteLineAsync(Text(OneLine, '{', write)).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Writes an array on several lines.</summary>
    public static void WriteArray(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, Text(Indented, '[', write));

    /// <summary>Writes a number, or null where there is none.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    /// <summary>Writes an array of texts.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Write(TextWriter output, string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    private static string Text(JsonWriterOptions options, char kind, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            if (kind == '{') json.WriteStartObject();
            else json.WriteStartArray();
            write(json);
            if (kind == '{') json.WriteEndObject();
            else json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
