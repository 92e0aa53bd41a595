using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli;

/// <summary>Makes a recognizer of what the options say. What makes no sense is a mistake of the user, whoever finds it.</summary>
/// <param name="settings">The options.</param>
/// <param name="utterances">What it will recognise: only what these need is loaded.</param>
internal sealed class RecognizerLoader(RecognitionSettings settings, IReadOnlyList<Utterance> utterances)
{
    /// <summary>Reads the small files; no model is loaded.</summary>
    public async Task<RecognizerOptions> ReadOptionsAsync(CancellationToken cancellationToken)
    {
        var calibration = settings.Calibration is { } file ? await CalibrationProfile.LoadAsync(file, cancellationToken).ConfigureAwait(false) : null;
        var probe = settings.Probe is { } probeFile ? await LinearProbe.LoadAsync(probeFile, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            return new RecognizerOptions
            {
                Taxonomy = probe is not null && settings.TaxonomyIsDefault ? probe.Taxonomy : Parsing.Taxonomy(settings.Taxonomy),
                Prompt = Parsing.Prompt(settings.Prompt),
                Input = utterances.Any(EngineChoice.HasSound) ? settings.Input : null,
                Extractors = ExtractorNames.Create(settings.Extractors, probe),
                MaxOutputTokens = settings.Compute.MaxOutputTokens,
                Calibration = calibration,
            };
        }
        catch (ArgumentException fault)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    /// <summary>Loads the engines; the recognizer owns them.</summary>
    public async Task<AmbiguousEmotionRecognizer> LoadAsync(RecognizerOptions options, CancellationToken cancellationToken)
    {
        var files = EngineChoice.Files(settings.Model, settings.Input, utterances, settings.Compute);
        try
        {
            return await EngineSet.LoadRecognizerAsync(files, settings.Compute.Engines, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }
}
