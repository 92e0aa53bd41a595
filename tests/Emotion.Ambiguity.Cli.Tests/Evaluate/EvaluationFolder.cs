using System.Globalization;

namespace Emotion.Ambiguity.Cli.Tests.Evaluate;

/// <summary>A folder for a small corpus and the reports on it, gone after the test.</summary>
internal sealed class EvaluationFolder : IDisposable
{
    private static readonly string[] Words =
    [
        "I am so happy to see you again.", "Leave me alone, I have had enough of this.", "She did not come, and I waited for hours.", "There is something in the dark behind you!",
        "The train leaves at a quarter past nine.", "How dare you read my letters?", "We lost the house and everything in it.", "What a wonderful surprise, thank you so much!",
    ];

    private readonly string _path = Directory.CreateTempSubdirectory("emotion-ambiguity-evaluate-").FullName;

    public string File(params string[] parts) => Path.Combine([_path, .. parts]);

    /// <summary>Writes a votes file of words alone.</summary>
    /// <returns>The dataset, as the command line takes it.</returns>
    public string WriteVotes(int items)
    {
        var random = new Random(4);
        var lines = Enumerable.Range(0, items).Select(i =>
            $"clip{i:D3},s{i % 12},\"{Words[i % Words.Length]} Number {i}.\",{random.Next(4)},{random.Next(4)},{random.Next(4)},{1 + random.Next(3)}");
        System.IO.File.WriteAllLines(File("votes.csv"), lines.Prepend("clip,speaker,sentence,anger,happiness,sadness,neutral").Select(l => l.ToString(CultureInfo.InvariantCulture)));
        return $"votes={_path}";
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
