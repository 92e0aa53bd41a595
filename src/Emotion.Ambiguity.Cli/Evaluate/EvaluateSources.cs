using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Speech;
using Emotion.Ambiguity.WhisperCpp;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>Makes the sources of an evaluation out of the options: each model with each prompt, and files of answers.</summary>
internal sealed class EvaluateSources : IAsyncDisposable
{
    private readonly EvaluateSettings _settings;
    private readonly EmotionTaxonomy _taxonomy;
    private readonly CachingTranscriber _transcriber;

    public EvaluateSources(EvaluateSettings settings, EmotionTaxonomy taxonomy, string runFolder)
    {
        (_settings, _taxonomy) = (settings, taxonomy);
        var whisper = settings.Compute.Whisper ?? (settings.Models.Count == 0 && settings.Answers.Count > 0 ? "none" : EmbeddedModelFiles.Find().Whisper);
        var info = new TranscriberInfo(Identity(whisper), "whisper.cpp", IsMultilingual: false);
        _transcriber = new CachingTranscriber(
            Path.Combine(runFolder, "transcripts.jsonl"), info, async ct => await WhisperCppTranscriber.LoadAsync(whisper, settings.Compute.Engines.Transcriber, cancellationToken: ct).ConfigureAwait(false));
    }

    public List<PredictionSource> Create()
    {
        var sources = new List<PredictionSource>();
        var models = _settings.Models.Count == 0 && _settings.Answers.Count == 0 ? ["embedded"] : _settings.Models;
        foreach (var model in models)
        {
            var isEmbedded = string.Equals(model, "embedded", StringComparison.Ordinal);
            var file = isEmbedded ? EmbeddedModelFiles.Find().LanguageModel : model;
            if (!File.Exists(file)) throw new UsageException($"--model: there is no file \"{file}\". Name a GGUF file, or \"embedded\".");
            var name = isEmbedded ? model : Path.GetFileNameWithoutExtension(file);
            var projector = _settings.Compute.Projector ?? (isEmbedded ? EmbeddedModelFiles.Find().AudioProjector : null);
            if (projector is not null && !File.Exists(projector)) throw new UsageException($"--projector: there is no file \"{projector}\". Name the GGUF file of the projector that belongs to the model.");
            foreach (var prompt in _settings.Prompts.Select(Parsing.Prompt))
                sources.AddRange(Inputs(projector).Select(i => Recognizer(new ModelChoice(name, file, projector), prompt, i)));
        }

        sources.AddRange(_settings.Answers.Select(AnswerFile));
        return sources;
    }

    public ValueTask DisposeAsync() => _transcriber.DisposeAsync();

    /// <summary>The modes that are asked for, or all that there is to give.</summary>
    private IReadOnlyList<InputMode> Inputs(string? projector) => _settings.Inputs switch
    {
        { Count: > 0 } asked when projector is not null || asked.All(i => i == InputMode.Transcript) => asked,
        { Count: > 0 } => throw new UsageException("--input: the model has no audio projector, so it cannot hear. Name one with --projector, or use --input transcript."),
        _ => [projector is null ? InputMode.Transcript : InputMode.Both],
    };

    private PredictionSource Recognizer(ModelChoice model, EmotionPrompt prompt, InputMode input)
    {
        var options = new RecognizerOptions
        {
            Taxonomy = _taxonomy,
            Prompt = prompt,
            Input = input,
            Extractors = ExtractorNames.Create(_settings.Extractors, _settings.Probe is { } probe ? LinearProbe.Load(probe) : null),
            MaxOutputTokens = _settings.Compute.MaxOutputTokens,
        };
        var name = _settings.Inputs.Count > 1 ? $"{model.Name}/{prompt.Name}/{input.ToString().ToLowerInvariant()}" : $"{model.Name}/{prompt.Name}";
        return PredictionSource.FromRecognizer(name, options.Extractors.Select(e => e.Name), ct => LoadAsync(model, options, ct)) with
        {
            Model = model.Name,
            LanguageModelId = Path.GetFileName(model.File),
            Prompt = prompt.Name,
            Fingerprint = Fingerprint(model, prompt, input),
        };
    }

    private ImmutableSortedDictionary<string, string> Fingerprint(ModelChoice model, EmotionPrompt prompt, InputMode input)
    {
        var fingerprint = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["model file"] = Identity(model.File),
            ["prompt words"] = Words(prompt),
            ["most output tokens"] = _settings.Compute.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "default",
            ["transcriber"] = _transcriber.Info.ModelId,
            ["content"] = _settings.Content.ToString(),
            ["library"] = typeof(RecognizerOptions).Assembly.GetName().Version?.ToString(3) ?? "",
        };

        // Only where there is one, so that runs without go on in the folders that they have.
        if (_settings.Probe is { } probe) fingerprint["probe"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(probe)))[..16];
        if (input == InputMode.Transcript) return fingerprint.ToImmutableSortedDictionary(StringComparer.Ordinal);
        fingerprint["input"] = input.ToString();
        fingerprint["projector"] = Identity(model.Projector!);
        return fingerprint.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private async Task<IAmbiguousEmotionRecognizer> LoadAsync(ModelChoice choice, RecognizerOptions options, CancellationToken cancellationToken)
    {
        var files = new EngineFiles(choice.File, Whisper: null, options.Input == InputMode.Transcript ? null : choice.Projector);
        var engines = await EngineSet.LoadAsync(files, _settings.Compute.Engines, cancellationToken).ConfigureAwait(false);
        try
        {
            return new EngineOwner(engines, engines.Recognizer(options, _transcriber));
        }
        catch
        {
            await engines.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private PredictionSource AnswerFile(string nameAndFile)
    {
        if (nameAndFile.Split('=', 2, StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } file])
            throw new UsageException($"--answers: \"{nameAndFile}\" should be name=file.");
        if (!File.Exists(file)) throw new UsageException($"--answers: there is no file \"{file}\".");
        return PredictionSource.FromAnswers(name, file, _taxonomy, new TextDistributionExtractor()) with
        {
            Fingerprint = ImmutableSortedDictionary<string, string>.Empty.Add("answers", Identity(file)),
        };
    }

    /// <summary>The file's name, its length and the hash of its first mebibyte, where a GGUF file keeps its metadata: enough to tell models apart without reading gigabytes.</summary>
    private static string Identity(string file)
    {
        if (!File.Exists(file)) return Path.GetFileName(file);
        using var stream = File.OpenRead(file);
        var head = new byte[Math.Min(1 << 20, stream.Length)];
        stream.ReadExactly(head);
        return $"{Path.GetFileName(file)}, {stream.Length} bytes, {Convert.ToHexStringLower(SHA256.HashData(head))[..16]}";
    }

    private string Words(EmotionPrompt prompt) =>
        string.Join(" | ", prompt.Render(new PromptInput("{text}", _taxonomy)).Messages.Select(m => $"{m.Role}: {m.Text}"));

    /// <param name="Name">What the report calls it.</param>
    /// <param name="File">The GGUF file.</param>
    /// <param name="Projector">The projector's file, or null where the model cannot hear.</param>
    private sealed record ModelChoice(string Name, string File, string? Projector);

    /// <summary>A recognizer with engines of its own and a transcriber that others use too.</summary>
    private sealed class EngineOwner(EngineSet engines, AmbiguousEmotionRecognizer recognizer) : IAmbiguousEmotionRecognizer
    {
        public EmotionTaxonomy Taxonomy => recognizer.Taxonomy;

        public Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default) => recognizer.RecognizeAsync(utterance, cancellationToken);

        public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default) =>
            recognizer.RecognizeManyAsync(utterances, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await recognizer.DisposeAsync().ConfigureAwait(false);
            await engines.DisposeAsync().ConfigureAwait(false);
        }
    }
}
