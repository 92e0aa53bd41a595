using Emotion.Ambiguity.Models;
using Emotion.Ambiguity.Models.Mini;

namespace Emotion.Ambiguity.Cli.Models;

/// <summary>What an option that names a model means: a file, or a name of the catalogue.</summary>
internal static class ModelNames
{
    /// <summary>The file that is meant. What is neither a file nor a name stays as it is; who loads it says that it is not there.</summary>
    /// <exception cref="UsageException">The name is of another kind of model, or it is not downloaded.</exception>
    public static string? Resolve(string option, string? value, ModelFileKind kind)
    {
        if (value is null || File.Exists(value) || ModelCatalog.Find(value) is not { } entry) return value;
        if (entry.Kind != kind) throw new UsageException($"{option}: \"{value}\" is {Describe(entry.Kind)}, not {Describe(kind)}.");
        return PathOf(entry, new ModelStore(ModelStore.DefaultFolder))
            ?? throw new UsageException($"{option}: \"{value}\" is not downloaded. Get it with: emotion-ambiguity models download {entry.Name}");
    }

    /// <summary>Where an entry's file lies, or null where it is not on this machine.</summary>
    public static string? PathOf(ModelCatalogEntry entry, ModelStore store)
    {
        if (!entry.IsEmbedded) return store.Find(entry);
        try
        {
            return new ModelStore(EmbeddedModelFiles.Find().Folder).Find(entry);
        }
        catch (ModelLoadException)
        {
            return null;
        }
    }

    /// <summary>The names of the catalogue's models that were downloaded into a folder, in the catalogue's order.</summary>
    public static IEnumerable<string> Downloaded(ModelStore store) => ModelCatalog.Entries.Where(e => !e.IsEmbedded && store.Find(e) is not null).Select(e => e.Name);

    /// <summary>The entry of a name, or a mistake of the user.</summary>
    public static ModelCatalogEntry Entry(string name) =>
        ModelCatalog.Find(name) ?? throw new UsageException($"There is no model \"{name}\" in the catalogue. See: emotion-ambiguity models list");

    public static string Describe(ModelFileKind kind) => kind switch
    {
        ModelFileKind.Whisper => "a Whisper model",
        ModelFileKind.AudioProjector => "an audio projector",
        _ => "a language model",
    };

    /// <summary>The kind as JSON and tables name it.</summary>
    public static string Short(ModelFileKind kind) => kind switch
    {
        ModelFileKind.Whisper => "whisper",
        ModelFileKind.AudioProjector => "projector",
        _ => "language",
    };
}
