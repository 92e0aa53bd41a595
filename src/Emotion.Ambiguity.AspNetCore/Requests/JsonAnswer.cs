using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Writes answers: one JSON object, not cached, not to be taken for anything else.</summary>
internal static class JsonAnswer
{
    public static async Task WriteAsync(HttpContext context, int status, string contentType, Action<Utf8JsonWriter> write)
    {
        var bytes = ToBytes(write);
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = bytes.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        await response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>A JSON object as UTF-8.</summary>
    public static ReadOnlyMemory<byte> ToBytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
