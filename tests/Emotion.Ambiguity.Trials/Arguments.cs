using System.Globalization;

namespace Emotion.Ambiguity.Trials;

/// <summary>A verb and options "--name value".</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public string Verb { get; private init; } = "";

    public static Arguments Parse(string[] args)
    {
        var parsed = new Arguments { Verb = args.Length > 0 ? args[0] : "" };
        for (var i = 1; i + 1 < args.Length; i += 2) parsed._values[args[i].TrimStart('-')] = args[i + 1];
        return parsed;
    }

    public string Text(string name, string otherwise) => _values.GetValueOrDefault(name, otherwise);

    public int Number(string name, int otherwise) => _values.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public double Real(string name, double otherwise) => _values.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
