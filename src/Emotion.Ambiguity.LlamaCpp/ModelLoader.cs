using System.Globalization;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LanguageModels.Batching;
using Emotion.Ambiguity.LlamaCpp.Decoding;
using Emotion.Ambiguity.LlamaCpp.Gguf;
using Emotion.Ambiguity.LlamaCpp.Interop;
using Emotion.Ambiguity.LlamaCpp.Text;

namespace Emotion.Ambiguity.LlamaCpp;

/// <summary>Takes a path to a model that is ready for requests, and frees everything where a step fails.</summary>
internal static class ModelLoader
{
    private const string Engine = "llama.cpp";

    public static LlamaCppModel Load(string path, LlamaCppOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        options.Validate();
        var parts = OpenParts(path, options, progress, cancellationToken);
        try
        {
            var model = new BatchedLanguageModel(parts.Decoder, parts.Tokenizer, parts.Template, Describe(parts), BatchingOf(options));
            return new LlamaCppModel(model, parts.Weights, parts.Metadata, parts.Engine);
        }
        catch
        {
            parts.Dispose();
            throw;
        }
    }

    /// <summary>The parts that a <see cref="BatchedLanguageModel"/> is made of.</summary>
    public static ModelParts OpenParts(string path, LlamaCppOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();

        // Everything that can be wrong with a file is found here, in managed code; the library would end the process for some of it.
        var file = ModelFile.Check(path);
        var log = new NativeLog(options.Logger);
        var engine = NativeRuntime.Load(options.NativeLibraryFolder, log).Describe();
        RequireGpu(options, engine);
        log.ForgetProblems();
        var weights = NativeModel.Load(path, options, log, progress, cancellationToken) ?? throw Refused(path, file, log);
        try
        {
            if (!weights.IsDecoderOnly)
                throw new ModelLoadException(path, $"it is a {file.Architecture} model, which does not write text token by token.", "Use a decoder model, such as one of the LLaMA family.");
            var vocabulary = new NativeVocabulary(weights.Handle);
            if (vocabulary.Size == 0) throw new ModelLoadException(path, "it has no vocabulary.", "Convert the model again, with its tokenizer.");
            return new ModelParts(weights, CreateDecoder(path, weights, vocabulary.Size, engine, options, log), new LlamaCppTokenizer(vocabulary))
            {
                Template = ChatTemplates.Create(weights.ChatTemplate, options.Logger),
                Metadata = Describe(path, file, weights, vocabulary.Size),
                Engine = engine,
            };
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    private static LlamaCppDecoder CreateDecoder(string path, NativeModel weights, int vocabularySize, LlamaCppEngineInfo engine, LlamaCppOptions options, NativeLog log)
    {
        var shape = ContextShape.Create(options, weights.TrainedContextTokens);
        log.ForgetProblems();
        var context = NativeContext.Create(weights, shape, options, log, vocabularySize) ?? throw new ModelLoadException(
            path,
            string.Create(CultureInfo.InvariantCulture, $"the weights were loaded, but a context of {shape.CacheTokens} tokens for {shape.Sequences} sequences could not be made. {log.Problems}"),
            "There may be too little memory: set CacheTokens, BatchTokens or KeyValueType lower.");
        return new LlamaCppDecoder(context, log, $"{Engine} {engine.Version}", shape.SequenceTokens, weights.EmbeddingWidth, vocabularySize)
        {
            Sharing = options.ProcessorBudget is { } budget ? (budget, shape.Threads) : null,
        };
    }

    // On a GPU numbers change with the company anyway, so that there is nothing to wait for.
    private static BatchingOptions BatchingOf(LlamaCppOptions options) =>
        options.Batching with { CellReuse = options.Batching.CellReuse ?? (options.GpuLayers > 0 ? CellReuse.AtOnce : CellReuse.WhenIdle) };

    private static void RequireGpu(LlamaCppOptions options, LlamaCppEngineInfo engine)
    {
        var gpus = engine.Devices.Count(d => d.Kind is LlamaCppDeviceKind.Gpu or LlamaCppDeviceKind.IntegratedGpu);
        if (options.GpuLayers == 0 || gpus > options.MainGpu) return;
        throw new NativeLibraryException(
            Engine,
            gpus == 0
                ? $"GpuLayers is {options.GpuLayers}, but no GPU was found (back ends: {string.Join(", ", engine.Backends)})."
                : $"MainGpu is {options.MainGpu}, but there are only {gpus} GPUs.",
            "Add the native package with a GPU back end and check the driver, or set GpuLayers to 0 to compute on the processor.",
            engine.Files);
    }

    private static ModelLoadException Refused(string path, GgufFile file, NativeLog log) => new(
        path,
        $"llama.cpp refused it (architecture {file.Architecture}). {log.Problems}",
        "If the architecture is newer than this engine, a newer version of the package may know it; if memory ran out, use a smaller or more strongly quantised model.");

    private static LlamaCppModelMetadata Describe(string path, GgufFile file, NativeModel weights, int vocabularySize) => new()
    {
        Path = path,
        Architecture = file.Architecture,
        Name = file.Text("general.name"),
        Description = weights.Description,
        ParameterCount = weights.ParameterCount,
        SizeBytes = weights.SizeBytes,
        TrainedContextTokens = weights.TrainedContextTokens,
        EmbeddingWidth = weights.EmbeddingWidth,
        LayerCount = weights.LayerCount,
        VocabularySize = vocabularySize,
        TokenizerModel = file.Text("tokenizer.ggml.model"),
    };

    private static LanguageModelInfo Describe(ModelParts parts) => new()
    {
        ModelId = Path.GetFileName(parts.Metadata.Path),
        Engine = parts.Decoder.EngineName,
        Capabilities = LanguageModelCapabilities.StepLogits | LanguageModelCapabilities.ContinuationScores
            | LanguageModelCapabilities.EmbeddingInput | LanguageModelCapabilities.Tokenizer | LanguageModelCapabilities.HiddenStates,
        ContextTokens = parts.Decoder.SequenceTokens,
        EmbeddingWidth = parts.Decoder.EmbeddingWidth,
        HiddenStateWidth = parts.Decoder.HiddenStateWidth,
        ChatTemplate = parts.Template.Source,
    };
}
