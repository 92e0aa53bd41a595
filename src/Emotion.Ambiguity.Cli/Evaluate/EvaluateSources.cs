using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Evaluation.Predictions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.LlamaCpp;
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
            Path.Combine(runFolder, "transcripts.jsonl"), info, async ct => await WhisperCppTranscriber.LoadAsync(whisper, cancellationToken: ct).ConfigureAwait(false));
    }

    public List<PredictionSource> Create()
    {
        var sources = new List<PredictionSource>();
        var models = _settings.Models.Count == 0 && _settings.Answers.Count == 0 ? ["embedded"] : _settings.Models;
        foreach (var model in models)
        {
            var file = string.Equals(model, "embedded", StringComparison.Ordinal) ? EmbeddedModelFiles.Find().LanguageModel : model;
            if (!File.Exists(file)) throw new UsageException($"--model: there is no file \"{file}\". Name a GGUF file, or \"embedded\".");
            var name = string.Equals(model, "embedded", StringComparison.Ordinal) ? model : Path.GetFileNameWithoutExtension(file);
            sources.AddRange(_settings.Prompts.Select(p => Recognizer(name, file, Parsing.Prompt(p))));
        }

        sources.AddRange(_settings.Answers.Select(AnswerFile));
        return sources;
    }

    public ValueTask DisposeAsync() => _transcriber.DisposeAsync();

    private PredictionSource Recognizer(string modelName, string file, EmotionPrompt prompt)
    {
        var options = new RecognizerOptions
        {
            Taxonomy = _taxonomy,
            Prompt = prompt,
            Extractors = ExtractorNames.Create(_settings.Extractors, _settings.Probe is { } probe ? LinearProbe.Load(probe) : null),
            MaxOutputTokens = _settings.Compute.MaxOutputTokens,
        };
        return PredictionSource.FromRecognizer($"{modelName}/{prompt.Name}", options.Extractors.Select(e => e.Name), ct => LoadAsync(file, options, ct)) with
        {
            Model = modelName,
            LanguageModelId = Path.GetFileName(file),
            Prompt = prompt.Name,
            Fingerprint = ImmutableSortedDictionary<string, string>.Empty.AddRange(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["model file"] = Identity(file),
                ["prompt words"] = Words(prompt),
                ["most output tokens"] = _settings.Compute.MaxOutputTokens?.ToString(CultureInfo.InvariantCulture) ?? "default",
                ["transcriber"] = _transcriber.Info.ModelId,
                ["content"] = _settings.Content.ToString(),
                ["library"] = typeof(RecognizerOptions).Assembly.GetName().Version?.ToString(3) ?? "",
            }).AddRange(ProbeIdentity()),
        };
    }

    // Only where there is one, so that runs without go on in the folders that they have.
    private Dictionary<string, string> ProbeIdentity() => _settings.Probe is not { } file
        ? []
        : new(StringComparer.Ordinal) { ["probe"] = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..16] };

    private async Task<IAmbiguousEmotionRecognizer> LoadAsync(string file, RecognizerOptions options, CancellationToken cancellationToken)
    {
        var model = await LlamaCppModel.LoadAsync(file, new LlamaCppOptions { Threads = _settings.Compute.Threads, GpuLayers = _settings.Compute.GpuLayers }, cancellationToken: cancellationToken).ConfigureAwait(false);
        try
        {
            return new ModelOwner(model, new AmbiguousEmotionRecognizer(model, _transcriber, options));
        }
        catch
        {
            await model.DisposeAsync().ConfigureAwait(false);
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

    /// <summary>A recognizer with a model of its own and a transcriber that others use too.</summary>
    private sealed class ModelOwner(LlamaCppModel model, AmbiguousEmotionRecognizer recognizer) : IAmbiguousEmotionRecognizer
    {
        public EmotionTaxonomy Taxonomy => recognizer.Taxonomy;

        public Task<RecognitionResult> RecognizeAsync(Utterance utterance, CancellationToken cancellationToken = default) => recognizer.RecognizeAsync(utterance, cancellationToken);

        public IAsyncEnumerable<RecognitionOutcome> RecognizeManyAsync(IAsyncEnumerable<Utterance> utterances, CancellationToken cancellationToken = default) =>
            recognizer.RecognizeManyAsync(utterances, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            await recognizer.DisposeAsync().ConfigureAwait(false);
            await model.DisposeAsync().ConfigureAwait(false);
        }
    }
}
