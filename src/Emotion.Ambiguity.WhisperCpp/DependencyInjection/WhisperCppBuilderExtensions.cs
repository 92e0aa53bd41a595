using Emotion.Ambiguity;
using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.WhisperCpp;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a recognizer in a container Whisper through whisper.cpp.</summary>
/// <remarks>
/// Configuration: Transcriber (the file) and the section WhisperCpp with Language, BeamSize, Threads, ParallelClips, InitialPrompt and
/// NativeLibraryFolder, each as in <see cref="WhisperCppOptions"/>. What is configured wins over what the code says.
/// </remarks>
public static class WhisperCppBuilderExtensions
{
    private const string ModelKey = "Transcriber";
    private const string SectionKey = "WhisperCpp";

    /// <summary>Uses a Whisper model. It is loaded with the first utterance; that the file is there is checked when the program starts.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="path">The file, in whisper.cpp's format; null where the configuration names it. A relative path is taken from the current folder.</param>
    /// <param name="options">How to transcribe, or null for the defaults. Without a logger it gets the container's.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseWhisperCpp(this AmbiguousEmotionRecognizerBuilder builder, string? path = null, WhisperCppOptions? options = null) =>
        builder.UseWhisperCpp(_ => path, options);

    /// <summary>Uses a Whisper model whose path depends on services.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="path">Finds the file when the program starts; asked only where the configuration names none. A <see cref="ModelLoadException"/> is a fault like others.</param>
    /// <param name="options">How to transcribe, or null for the defaults. Without a logger it gets the container's.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseWhisperCpp(this AmbiguousEmotionRecognizerBuilder builder, Func<IServiceProvider, string?> path, WhisperCppOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        return builder.UseTranscriberSetup(setup => SetUp(setup, path, options ?? new WhisperCppOptions()));
    }

    private static EngineLoader<ITranscriber>? SetUp(EngineSetup setup, Func<IServiceProvider, string?> path, WhisperCppOptions options)
    {
        var (settings, section) = (setup.Settings, setup.Settings.Section(SectionKey));
        options = options with
        {
            Language = section.Text("Language") ?? options.Language,
            BeamSize = section.Integer("BeamSize") ?? options.BeamSize,
            Threads = section.Integer("Threads") ?? options.Threads,
            ParallelClips = section.Integer("ParallelClips") ?? options.ParallelClips,
            ProcessorBudget = options.ProcessorBudget ?? setup.Services.GetService<ProcessorBudget>(),
            InitialPrompt = section.Text("InitialPrompt") ?? options.InitialPrompt,
            NativeLibraryFolder = section.Text("NativeLibraryFolder") ?? options.NativeLibraryFolder,
            Logger = options.Logger ?? setup.Services.GetService<ILoggerFactory>()?.CreateLogger("Emotion.Ambiguity.WhisperCpp"),
        };
        foreach (var fault in options.Faults()) settings.AddFault(SectionKey, $"is not valid: {fault}");
        if (FindFile(setup, path) is not { } file) return null;
        return async cancellationToken => await WhisperCppTranscriber.LoadAsync(file, options, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static string? FindFile(EngineSetup setup, Func<IServiceProvider, string?> path)
    {
        try
        {
            var file = setup.Settings.Text(ModelKey) ?? path(setup.Services);
            if (File.Exists(file)) return file;
            setup.Settings.AddFault(ModelKey, string.IsNullOrWhiteSpace(file) ? "is missing: name a Whisper model, or give UseWhisperCpp its path." : $"names the file \"{Path.GetFullPath(file)}\", which is not there.");
        }
        catch (ModelLoadException fault)
        {
            setup.Settings.AddFault(ModelKey, $"cannot be used: {fault.Message}");
        }

        return null;
    }
}
