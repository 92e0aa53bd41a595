using System.Globalization;

namespace WebDemo;

/// <summary>A sample clip with what is known of it. Immutable.</summary>
/// <param name="Name">Its name, without folder and ending.</param>
/// <param name="Wav">The file.</param>
/// <param name="Sentence">What was said; null where it is not written down.</param>
/// <param name="Votes">How listeners voted, by emotion; null where that is not known for all emotions.</param>
/// <param name="Note">What is known of the listeners where the votes are not; else null.</param>
internal sealed record SampleClip(string Name, byte[] Wav, string? Sentence, IReadOnlyDictionary<string, int>? Votes, string? Note)
{
    private const string GermanSentence = "In sieben Stunden wird es soweit sein.";

    // EMO-DB wrote down how many heard the emotion that was meant, not what the others heard.
    private static readonly Dictionary<string, string> Notes = new(StringComparer.Ordinal)
    {
        ["15a05Fb"] = "German; 17 of 20 heard happiness",
        ["15a05Wa"] = "German; 20 of 20 heard anger",
    };

    /// <summary>All clips of a folder, by name. They are few and small: later nothing is read from the disk, whatever name is asked for.</summary>
    public static IReadOnlyDictionary<string, SampleClip> LoadAll(string folder)
    {
        var rows = File.ReadLines(Path.Combine(folder, "votes.csv")).Select(line => line.Split(',')).ToArray();
        var header = rows[0];
        var byClip = rows[1..].ToDictionary(cells => cells[0], StringComparer.Ordinal);
        return Directory.GetFiles(folder, "*.wav").Order(StringComparer.Ordinal).Select(file =>
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var cells = byClip.GetValueOrDefault(name);
            var votes = cells is null ? null : Engines.Taxonomy.Labels.ToDictionary(l => l.Name, l => int.Parse(cells[Array.IndexOf(header, l.Name)], CultureInfo.InvariantCulture), StringComparer.Ordinal);
            var note = Notes.GetValueOrDefault(name);
            return new SampleClip(name, File.ReadAllBytes(file), cells?[Array.IndexOf(header, "sentence")] ?? (note is null ? null : GermanSentence), votes, note);
        }).ToDictionary(clip => clip.Name, StringComparer.Ordinal);
    }
}
