using Microsoft.AspNetCore.Http;

namespace Emotion.Ambiguity.AspNetCore.Requests;

/// <summary>
/// Keeps pages of other sites from using a server on their visitor's machine. CORS does not: it hides the answer of a simple request, but lets it be computed, and does
/// not hold for WebSockets at all.
/// </summary>
internal static class OriginCheck
{
    /// <summary>Whether the request comes from no page at all, from a page of this server, or from one that is allowed.</summary>
    public static bool IsWelcome(HttpRequest request, EmotionRecognitionEndpointOptions options)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) return true;
        if (options.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)) return true;

        // Without the scheme: a proxy in front that speaks TLS leaves "http" here and "https" in the origin.
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && string.Equals(uri.Authority, WithoutDefaultPort(request.Host, uri), StringComparison.OrdinalIgnoreCase);
    }

    private static string WithoutDefaultPort(HostString host, Uri origin) =>
        host.Port is { } port && origin.IsDefaultPort && port == origin.Port ? host.Host : host.Value ?? "";
}
