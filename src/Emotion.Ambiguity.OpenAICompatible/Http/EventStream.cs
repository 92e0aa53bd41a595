using System.Text;

namespace Emotion.Ambiguity.OpenAICompatible.Http;

/// <summary>Server-sent events, as far as chat services use them: "data:" lines, ended by an empty line.</summary>
internal static class EventStream
{
    public static async Task ReadAsync(Stream body, IEventReader reader, string call, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(body, Encoding.UTF8);
        var data = new StringBuilder();
        while (!reader.IsComplete)
        {
            // A stream that ends early, however cleanly, is no answer: half of one would read as a distribution.
            if (await lines.ReadLineAsync(cancellationToken).ConfigureAwait(false) is not { } line) throw ServerConnection.Broken(call, null);
            if (line.Length == 0)
            {
                if (data.Length > 0) reader.Read(data.ToString());
                data.Clear();
            }
            else if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                if (data.Length > 0) data.Append('\n');
                data.Append(line.AsSpan(line.Length > 5 && line[5] == ' ' ? 6 : 5));
            }
        }
    }
}
