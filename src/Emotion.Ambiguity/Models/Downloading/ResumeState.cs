using System.Globalization;
using System.Net.Http.Headers;

namespace Emotion.Ambiguity.Models.Downloading;

/// <summary>What a partial file was made from, so that only the same file is gone on with: the address, and the server's validator.</summary>
/// <param name="Address">Where it came from.</param>
/// <param name="ETag">A strong entity tag, or null.</param>
/// <param name="LastModified">The server's date, or null.</param>
internal sealed record ResumeState(string Address, string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>For a request that goes on; null where the server gave nothing to know the file again by.</summary>
    public RangeConditionHeaderValue? Condition => ETag is not null ? new RangeConditionHeaderValue(new EntityTagHeaderValue(ETag))
        : LastModified is { } date ? new RangeConditionHeaderValue(date) : null;

    public static ResumeState Of(Uri address, HttpResponseMessage response)
    {
        // A weak tag says that two files mean the same, not that they are the same bytes (RFC 9110, 13.1.5).
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong.Tag : null;
        return new ResumeState(address.AbsoluteUri, tag, response.Content.Headers.LastModified);
    }

    /// <summary>Reads a state, or null where there is none or it is damaged.</summary>
    public static ResumeState? Read(string path)
    {
        try
        {
            if (!File.Exists(path) || File.ReadAllLines(path) is not [var address, var tag, var date]) return null;
            var modified = DateTimeOffset.TryParseExact(date, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) ? parsed : (DateTimeOffset?)null;
            return new ResumeState(address, EntityTagHeaderValue.TryParse(tag, out var entity) ? entity.Tag : null, modified);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Write(string path) => File.WriteAllLines(path, [Address, ETag ?? "", LastModified?.ToString("R", CultureInfo.InvariantCulture) ?? ""]);
}
