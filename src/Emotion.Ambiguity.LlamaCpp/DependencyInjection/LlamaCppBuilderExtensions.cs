using Emotion.Ambiguity;
using Emotion.Ambiguity.Computing;
using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Gives a recognizer in a container a GGUF model through llama.cpp.</summary>
/// <remarks>
/// Configuration: LanguageModel (the file) and the section LlamaCpp with ContextTokens, CacheTokens, ParallelSequences, BatchTokens, MicroBatchTokens,
/// Threads, GpuLayers, MainGpu and NativeLibraryFolder, each as in <see cref="LlamaCppOptions"/>. What is configured wins over what the code says.
/// On the processor it shares the cores of the container's <see cref="ProcessorBudget"/> with the other engines.
/// </remarks>
public static class LlamaCppBuilderExtensions
{
    private const string ModelKey = "LanguageModel";
    private const string SectionKey = "LlamaCpp";

    /// <summary>Uses a GGUF model. It is loaded with the first utterance; that the file is there is checked when the program starts.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="path">The file; null where the configuration names it. A relative path is taken from the current folder.</param>
    /// <param name="options">How to load and compute it, or null for the defaults. Without a logger it gets the container's.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseLlamaCpp(this AmbiguousEmotionRecognizerBuilder builder, string? path = null, LlamaCppOptions? options = null) =>
        builder.UseLlamaCpp(_ => path, options);

    /// <summary>Uses a GGUF model whose path depends on services.</summary>
    /// <param name="builder">The recognizer.</param>
    /// <param name="path">Finds the file when the program starts; asked only where the configuration names none. A <see cref="ModelLoadException"/> is a fault like others.</param>
    /// <param name="options">How to load and compute it, or null for the defaults. Without a logger it gets the container's.</param>
    /// <returns>The builder.</returns>
    public static AmbiguousEmotionRecognizerBuilder UseLlamaCpp(this AmbiguousEmotionRecognizerBuilder builder, Func<IServiceProvider, string?> path, LlamaCppOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(path);
        return builder.UseLanguageModelSetup(setup => SetUp(setup, path, options ?? new LlamaCppOptions()));
    }

    private static EngineLoader<ILanguageModel>? SetUp(EngineSetup setup, Func<IServiceProvider, string?> path, LlamaCppOptions options)
    {
        var (settings, section) = (setup.Settings, setup.Settings.Section(SectionKey));
        options = options with
        {
            ContextTokens = section.Integer("ContextTokens") ?? options.ContextTokens,
            CacheTokens = section.Integer("CacheTokens") ?? options.CacheTokens,
            ParallelSequences = section.Integer("ParallelSequences") ?? options.ParallelSequences,
            BatchTokens = section.Integer("BatchTokens") ?? options.BatchTokens,
            MicroBatchTokens = section.Integer("MicroBatchTokens") ?? options.MicroBatchTokens,
            Threads = section.Integer("Threads") ?? options.Threads,
            GpuLayers = section.Integer("GpuLayers") ?? options.GpuLayers,
            MainGpu = section.Integer("MainGpu") ?? options.MainGpu,
            NativeLibraryFolder = section.Text("NativeLibraryFolder") ?? options.NativeLibraryFolder,
            Logger = options.Logger is NullLogger ? setup.Services.GetService<ILoggerFactory>()?.CreateLogger("Emotion.Ambiguity.LlamaCpp") ?? options.Logger : options.Logger,
        };
        if (options.GpuLayers == 0) options = options with { ProcessorBudget = options.ProcessorBudget ?? setup.Services.GetService<ProcessorBudget>() };
        foreach (var fault in options.Faults()) settings.AddFault(SectionKey, $"is not valid: {fault}");
        if (FindFile(setup, path) is not { } file) return null;
        return async cancellationToken => await LlamaCppModel.LoadAsync(file, options, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    private static string? FindFile(EngineSetup setup, Func<IServiceProvider, string?> path)
    {
        try
        {
            var file = setup.Settings.Text(ModelKey) ?? path(setup.Services);
            if (File.Exists(file)) return file;
            setup.Settings.AddFault(ModelKey, string.IsNullOrWhiteSpace(file) ? "is missing: name a GGUF file, or give UseLlamaCpp its path." : $"names the file \"{Path.GetFullPath(file)}\", which is not there.");
        }
        catch (ModelLoadException fault)
        {
            setup.Settings.AddFault(ModelKey, $"cannot be used: {fault.Message}");
        }

        return null;
    }
}
