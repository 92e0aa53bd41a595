using Emotion.Ambiguity;
using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.LlamaCpp;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets a recognizer in a container hear, through llama.cpp's mtmd.</summary>
/// <remarks>
/// Configuration: AudioProjector (the file), LanguageModel (the GGUF file that it was made for) and the section Mtmd with Threads, CachedClips and
/// NativeLibraryFolder, each as in <see cref="MtmdAudioEncoderOptions"/>. What is configured wins over what the code says. With Input set to Transcript nothing
/// is loaded.
/// </remarks>
public static class AudioProjectorBuilderExtensions
{
    private const string ProjectorKey = "AudioProjector";
    private const string ModelKey = "LanguageModel";
    private const string SectionKey = "Mtmd";

    /// <summary>Uses an audio projector. It is loaded with the first utterance; that the files are there is checked when the program starts.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="path">The projector's GGUF file; null where the configuration names it.</param>
    /// <param name="languageModelPath">The language model that it was made for; null where the configuration names it.</param>
    /// <param name="options">How to load and compute it, or null for the defaults. Without a logger it gets the container's.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseAudioProjector(
        this AmbiguousEmotionRecognizerBuilder builder, string? path = null, string? languageModelPath = null, MtmdAudioEncoderOptions? options = null) =>
        builder.UseAudioProjector(_ => path, _ => languageModelPath, options);

    /// <summary>Uses an audio projector whose path depends on services.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="path">
    /// Finds the projector when the program starts; asked only where the configuration names none. Null leaves the model to read only where the configuration
    /// names another language model, else it is a fault, as is a <see cref="ModelLoadException"/>.
    /// </param>
    /// <param name="languageModelPath">Finds the language model that it was made for; asked only where the configuration names none.</param>
    /// <param name="options">How to load and compute it, or null for the defaults. Without a logger it gets the container's.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseAudioProjector(
        this AmbiguousEmotionRecognizerBuilder builder, Func<IServiceProvider, string?> path, Func<IServiceProvider, string?> languageModelPath, MtmdAudioEncoderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(languageModelPath);
        return builder.UseAudioEncoderSetup(setup => SetUp(setup, path, languageModelPath, options ?? new MtmdAudioEncoderOptions()));
    }

    private static EngineLoader<IAudioEncoder>? SetUp(
        EngineSetup setup, Func<IServiceProvider, string?> path, Func<IServiceProvider, string?> languageModelPath, MtmdAudioEncoderOptions options)
    {
        var (settings, section) = (setup.Settings, setup.Settings.Section(SectionKey));
        options = options with
        {
            Threads = section.Integer("Threads") ?? options.Threads,
            CachedClips = section.Integer("CachedClips") ?? options.CachedClips,
            ProcessorBudget = options.ProcessorBudget ?? (options.UseGpu ? null : setup.Services.GetService<ProcessorBudget>()),
            NativeLibraryFolder = section.Text("NativeLibraryFolder") ?? options.NativeLibraryFolder,
            Logger = options.Logger is NullLogger ? setup.Services.GetService<ILoggerFactory>()?.CreateLogger("Emotion.Ambiguity.Mtmd") ?? options.Logger : options.Logger,
        };
        foreach (var fault in options.Faults()) settings.AddFault(SectionKey, $"is not valid: {fault}");
        var configuredProjector = settings.Text(ProjectorKey);
        var configuredModel = settings.Text(ModelKey);
        if (string.Equals(settings.Text("Input"), nameof(InputMode.Transcript), StringComparison.OrdinalIgnoreCase)) return null;

        // The projector of the code was made for the model of the code; another model comes with its own or reads only.
        if (configuredProjector is null && configuredModel is not null) return null;
        if (FindFile(setup, ProjectorKey, configuredProjector, path, "a projector's GGUF file") is not { } projector) return null;
        if (FindFile(setup, ModelKey, configuredModel, languageModelPath, "the GGUF file that the projector was made for") is not { } model) return null;
        return async cancellationToken => await MtmdAudioEncoder.LoadAsync(projector, model, options, cancellationToken).ConfigureAwait(false);
    }

    private static string? FindFile(EngineSetup setup, string key, string? configured, Func<IServiceProvider, string?> path, string what)
    {
        try
        {
            var file = configured ?? path(setup.Services);
            if (File.Exists(file)) return file;
            setup.Settings.AddFault(key, string.IsNullOrWhiteSpace(file) ? $"is missing: name {what}, or give UseAudioProjector its path." : $"names the file \"{Path.GetFullPath(file)}\", which is not there.");
        }
        catch (ModelLoadException fault)
        {
            setup.Settings.AddFault(key, $"cannot be used: {fault.Message}");
        }

        return null;
    }
}
