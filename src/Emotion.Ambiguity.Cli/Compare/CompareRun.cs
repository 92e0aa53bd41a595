using Emotion.Ambiguity.Cli.Progress;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Models.Mini;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Cli.Compare;

/// <summary>Reads the same utterances with every model, prompt, input and extractor, and shows what each of them says.</summary>
internal sealed class CompareRun(CompareSettings settings, TextWriter error)
{
    private readonly EmotionTaxonomy _taxonomy = Parsing.Taxonomy(settings.Taxonomy);
    private readonly List<ComparedUtterance> _utterances = [.. settings.Utterances.Select(u => new ComparedUtterance(u))];
    private long _done;

    public static async Task<int> RunAsync(CompareSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var run = new CompareRun(settings, error);
        try
        {
            await run.ReadAllAsync(cancellationToken).ConfigureAwait(false);
            run.FindVotes();
            var charts = settings.Chart is null ? [] : CompareCharts.Write(settings.Chart, run._utterances);
            if (settings.Json) CompareJson.Write(run._utterances, run._taxonomy, charts, output);
            else new CompareTable(output).Write(run._utterances, run._taxonomy, charts);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(fault.Message, fault);
        }

        return run.Finish();
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        using var progress = new ProgressLine(error);
        foreach (var model in settings.Models)
        {
            progress.Say("loading models");
            var engines = await EngineSet.LoadAsync(Files(model), settings.Compute.Engines, cancellationToken).ConfigureAwait(false);
            await using var disposal = engines.ConfigureAwait(false);
            foreach (var prompt in settings.Prompts)
            {
                foreach (var input in settings.Inputs) await ReadAsync(engines, model, prompt, input, progress, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(EngineSet engines, string? model, string prompt, InputMode? input, ProgressLine progress, CancellationToken cancellationToken)
    {
        var recognizer = engines.Recognizer(new RecognizerOptions
        {
            Taxonomy = _taxonomy,
            Prompt = Parsing.Prompt(prompt),
            Input = _utterances.Exists(u => EngineChoice.HasSound(u.Utterance)) ? input : null,
            Extractors = ExtractorNames.Create(settings.Extractors),
            MaxOutputTokens = settings.Compute.MaxOutputTokens,
        });
        await using var disposal = recognizer.ConfigureAwait(false);
        var index = 0;
        var all = (long)_utterances.Count * settings.Models.Count * settings.Prompts.Count * settings.Inputs.Count;
        progress.Report("comparing", _done, all);
        await foreach (var outcome in recognizer.RecognizeManyAsync([.. _utterances.Select(u => u.Utterance)], cancellationToken).ConfigureAwait(false))
        {
            Add(_utterances[index++], outcome, Name(model, prompt, input));
            progress.Report("comparing", ++_done, all, outcome.Utterance.Id);
        }
    }

    private static void Add(ComparedUtterance utterance, RecognitionOutcome outcome, string configuration)
    {
        if (!outcome.Succeeded)
        {
            utterance.Error ??= outcome.Error;
            return;
        }

        var result = outcome.Result;
        foreach (var extraction in result.Extractions)
            utterance.Readings.Add(new Reading(configuration.Length == 0 ? extraction.Extractor : $"{configuration}/{extraction.Extractor}", extraction.Result, result.GeneratedText));
        if (result.Windows.Any(w => w.Duration is not null)) utterance.Duration = TimeSpan.FromSeconds(result.Windows.Sum(w => w.Duration?.TotalSeconds ?? 0));
        if (result.Diagnostics.Input == InputMode.Audio) return;
        utterance.Text = result.Text;

        // Of a clip in several windows, the words belong to each window.
        if (utterance.Utterance.Text is null && result.Windows.Length == 1) utterance.Utterance = utterance.Utterance.WithText(result.Text);
    }

    /// <summary>Only what differs has to be named.</summary>
    private string Name(string? model, string prompt, InputMode? input)
    {
        var parts = new List<string>();
        if (settings.Models.Count > 1) parts.Add(model is null ? "embedded" : Path.GetFileNameWithoutExtension(model));
        if (settings.Prompts.Count > 1) parts.Add(File.Exists(prompt) ? Path.GetFileNameWithoutExtension(prompt) : prompt);
        if (settings.Inputs.Count > 1) parts.Add(input!.Value.ToString().ToLowerInvariant());
        return string.Join('/', parts);
    }

    /// <summary>What all inputs together need.</summary>
    private EngineFiles Files(string? model)
    {
        var sets = settings.Inputs.Select(i => EngineChoice.Files(model, i, _utterances.Select(u => u.Utterance), settings.Compute)).ToList();
        return new EngineFiles(sets[0].LanguageModel, sets.Select(s => s.Whisper).FirstOrDefault(w => w is not null), sets.Select(s => s.AudioProjector).FirstOrDefault(p => p is not null));
    }

    private void FindVotes()
    {
        var votes = new VoteFiles(settings.Votes, _taxonomy);
        foreach (var utterance in _utterances) utterance.Votes = votes.Find(utterance.Utterance);
    }

    private int Finish()
    {
        foreach (var fault in _utterances.Select(u => u.Error).OfType<Exception>()) error.WriteLine(fault.Message);
        if (_utterances.Exists(u => u.Error is not null)) return ExitCode.SomeInputsFailed;
        var readings = _utterances.SelectMany(u => u.Readings).GroupBy(r => r.Configuration, StringComparer.Ordinal);
        return readings.Any(c => c.Count(r => !r.Result.IsValid) > settings.Compute.MaxInvalidShare * c.Count()) ? ExitCode.TooManyInvalid : ExitCode.Success;
    }
}
