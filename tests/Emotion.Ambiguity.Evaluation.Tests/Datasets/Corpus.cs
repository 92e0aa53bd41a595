using System.Text;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

/// <summary>A corpus folder that a test writes and that is gone afterwards.</summary>
internal sealed class Corpus : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("emotion-ambiguity-").FullName;

    public DatasetProblemLog Log { get; } = new();

    public string Write(string path, string content) => Write(path, Encoding.UTF8.GetBytes(content));

    public string Write(string path, byte[] content)
    {
        var file = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
        return file;
    }

    /// <summary>Reads the folder, or a file in it; bad rows go to the log.</summary>
    public Task<List<AnnotatedUtterance>> ReadAsync(string name, string path = "") => ReadAsync(Open(name, path));

    public IEmotionDataset Open(string name, string path = "") => EmotionDatasets.Open(name, Path.Combine(Folder, path), new DatasetOptions { Problems = Log });

    public static async Task<List<AnnotatedUtterance>> ReadAsync(IEmotionDataset dataset, CancellationToken cancellationToken = default)
    {
        var items = new List<AnnotatedUtterance>();
        await foreach (var item in dataset.ReadAsync(cancellationToken)) items.Add(item);
        return items;
    }

    /// <summary>What strict reading says is wrong.</summary>
    public Task<DatasetFormatException> FaultAsync(string name, string path = "") =>
        Should.ThrowAsync<DatasetFormatException>(() => ReadAsync(EmotionDatasets.Open(name, Path.Combine(Folder, path), new DatasetOptions())));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
