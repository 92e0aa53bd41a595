using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Extraction.Probes;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>Reads the corpus, takes the hidden states of its items, trains, saves the probe and shows what it is worth.</summary>
internal static class TrainProbeRun
{
    // So high that only the biases are left: the mean of the votes.
    private const double PriorPenalty = 1e9;

    public static async Task<int> RunAsync(TrainProbeSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var report = await TrainAsync(settings, error, cancellationToken).ConfigureAwait(false);
            if (settings.Json) TrainProbeWriter.WriteJson(report, settings.Out, output);
            else TrainProbeWriter.WriteTable(report, settings.Out, output);
            return report.Failed > 0 ? ExitCode.SomeInputsFailed : ExitCode.Success;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or InvalidOperationException or DatasetFormatException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(fault.Message, fault);
        }
    }

    private static async Task<TrainProbeReport> TrainAsync(TrainProbeSettings settings, TextWriter error, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(settings.Out)) is { } folder && !Directory.Exists(folder)) throw new UsageException($"--out: there is no folder \"{folder}\".");
        var fitting = new ProbeFitOptions { Folds = settings.Folds, Seed = settings.Seed };
        if (!settings.Penalties.IsEmpty) fitting = fitting with { Penalties = settings.Penalties };
        using var progress = new ProgressLine(error);
        var (dataset, items) = await TrainingCorpus.ReadAsync(settings, error, progress, cancellationToken).ConfigureAwait(false);
        var prompt = Parsing.Prompt(settings.Prompt);
        var recorder = new HiddenStateRecorder(settings.State);
        var files = EngineChoice.Files(settings.Model, settings.Input, items.Select(i => i.Utterance), settings.Compute);
        var input = settings.Input ?? (files.AudioProjector is null ? InputMode.Transcript : InputMode.Both);
        var options = new RecognizerOptions { Taxonomy = dataset.Taxonomy, Prompt = prompt, Input = input, Extractors = [recorder] };
        progress.Say("loading models");
        var recognizer = await EngineSet.LoadRecognizerAsync(files, settings.Compute.Engines, options, cancellationToken).ConfigureAwait(false);
        List<ProbeExample> examples;
        ExampleCollector collector;
        await using (recognizer.ConfigureAwait(false))
        {
            collector = new ExampleCollector(recognizer, recorder, progress, error);
            examples = await collector.CollectAsync(items, cancellationToken).ConfigureAwait(false);
        }

        progress.Say("training");
        var fit = ProbeFit.Fit(examples, fitting, cancellationToken);
        var probe = fit.Probe with
        {
            HiddenState = settings.State,
            LanguageModelId = Path.GetFileName(files.LanguageModel),
            Prompt = prompt.Name,
            InputMode = input.ToString().ToLowerInvariant(),
            Dataset = dataset.Name,
        };

        // First what it is worth: a probe that was never measured should not lie about.
        progress.Say("cross-validation");
        var heldOut = ProbeFit.CrossPredict(examples, fitting, cancellationToken: cancellationToken);
        var prior = ProbeFit.CrossPredict(examples, fitting with { Penalties = [PriorPenalty] }, cancellationToken: cancellationToken);
        progress.Hide();
        await probe.SaveAsync(settings.Out, cancellationToken).ConfigureAwait(false);
        return TrainProbeReport.Create(probe, fit, examples, heldOut, prior, settings, (dataset.Name, items.Count - collector.Failed, collector.Failed));
    }
}
