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
    public static void WriteObject(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, Indented, '{', write);

    /// <summary>Writes an object on one line, for a command that gives several.</summary>
    public static void WriteLine(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, OneLine, '{', write);

    /// <summary>Writes an array on several lines.</summary>
    public static void WriteArray(TextWriter output, Action<Utf8JsonWriter> write) => Write(output, Indented, '[', write);

    /// <summary>Writes a number, or null where there is none.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static void Write(TextWriter output, JsonWriterOptions options, char kind, Action<Utf8JsonWriter> write)
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

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        output.Flush();
    }
}
