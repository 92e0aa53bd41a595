using Emotion.Ambiguity.LlamaCpp;

namespace Emotion.Ambiguity.Throughput.Inputs;

/// <summary>Models in other number formats, in a folder that is gone with this object.</summary>
internal sealed class RewrittenModels : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emotion-ambiguity-weights-").FullName;

    /// <summary>Each model as it is, then in each format.</summary>
    public async Task<IReadOnlyList<ModelFile>> AddAsync(IReadOnlyList<ModelFile> models, IReadOnlyList<LlamaCppWeightType> types, CancellationToken cancellationToken)
    {
        var all = new List<ModelFile>();
        foreach (var model in models)
        {
            all.Add(model);
            foreach (var type in types)
            {
                var path = Path.Combine(_folder, $"{Path.GetFileNameWithoutExtension(model.Path)}-{type}.gguf");
                await LlamaCppQuantizer.QuantizeAsync(model.Path, path, type, cancellationToken: cancellationToken);
                all.Add(new ModelFile($"{model.Name} as {type}", path));
            }
        }

        return all;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
