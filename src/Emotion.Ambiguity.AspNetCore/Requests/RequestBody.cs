using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>Reads a body into memory, up to a limit that does not trust what the client says of its length.</summary>
internal static class RequestBody
{
    private const int ChunkBytes = 64 * 1024;

    /// <summary>The whole body, at its start.</summary>
    /// <exception cref="ProblemException">It is longer than the limit.</exception>
    public static async Task<MemoryStream> ReadAsync(HttpContext context, long limit, CancellationToken cancellationToken)
    {
        // The server's own limit may be lower than ours, or higher; ours is the one that is documented.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = limit + ChunkBytes;
        if (context.Request.ContentLength > limit) throw new ProblemException(Problems.TooLarge(limit));
        var body = new MemoryStream((int)Math.Clamp(context.Request.ContentLength ?? ChunkBytes, 0, limit));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            while (await context.Request.Body.ReadAsync(chunk, cancellationToken).ConfigureAwait(false) is var read and > 0)
            {
                if (body.Length + read > limit) throw new ProblemException(Problems.TooLarge(limit));
                body.Write(chunk, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        body.Position = 0;
        return body;
    }
}
