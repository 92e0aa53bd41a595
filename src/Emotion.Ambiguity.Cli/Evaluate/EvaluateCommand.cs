using System.CommandLine;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Cli.Models;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Models;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>The evaluate command: its arguments, and what they mean.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var compute = new ComputeOptions();
        var dataset = new Option<string>("--dataset", "-d")
        {
            Description = $"The corpus as name=path. Names: {string.Join(", ", EmotionDatasets.Names)}.", Required = true,
        }.Offering(EmotionDatasets.Names.Select(n => n + "="));
        var taxonomy = ComputeOptions.OtherTaxonomyOption();
        var prompt = ComputeOptions.List("--prompt", "The questions: single, ambiguous, or files with your own; +cues and +context3 after it add how the voice sounds and the last 3 turns. Several by commas or repeats.", "single").OfferingEach(["single", "ambiguous"]);
        var extractor = ComputeOptions.List("--extractor", $"How to read the distribution; several by commas or repeats share one computation. {ExtractorNames.Help}.", "text", "token", "likelihood").OfferingEach(ExtractorCatalog.Names);
        extractor.Aliases.Add("-e");
        var model = ComputeOptions.List("--model", "GGUF models, names of the catalogue, or \"embedded\"; several by repeats, each with every prompt.").Offering(["embedded", .. ComputeOptions.NamesOf(ModelFileKind.LanguageModel)]);
        model.Aliases.Add("-m");
        var input = ComputeOptions.List("--input", "What the model gets of sound: audio, transcript, both; several by commas or repeats, each a row of its own. The default is both where there is a projector.").OfferingEach(ComputeOptions.InputNames);
        var probe = new Option<string?>("--probe") { Description = "A probe of train-probe: one more extractor, named probe, of every model. Its speakers should not be among those measured. The default is none." };
        var answers = ComputeOptions.List("--answers", "Answers that were given before, as name=file: CSV, TSV or JSONL with the columns id and answer, in the corpus's order. Read by the text extractor.");
        var content = new Option<UtteranceContent>("--content") { Description = "What is recognised where a corpus has sound and words: SoundElseText, Text, Sound, or SoundAndText (the sound with the corpus's own words, so that nothing is transcribed)." };
        var unranked = new Option<UnrankedLabels>("--unranked-labels") { Description = "How raters count who name several emotions: ShareOneVote or VoteEach." };
        var speaker = ComputeOptions.List("--speaker", "Only these speakers.");
        var split = ComputeOptions.List("--split", "Only these parts of the corpus (test, Session5, ...), as the corpus calls them.");
        var sample = new Option<int?>("--sample") { Description = "Only this many items with votes, drawn by the seed." };
        var seed = new Option<long>("--seed") { Description = "The seed of everything that is drawn.", DefaultValueFactory = _ => 1 };
        var unit = new Option<ResamplingUnit>("--resample") { Description = "What the bootstrap draws: Automatic, Speaker, Dialogue or Utterance." };
        var replicates = new Option<int>("--replicates") { Description = "Replicates of the bootstrap.", DefaultValueFactory = _ => 1000 };
        var invalid = new Option<InvalidScoring>("--invalid") { Description = "What an unreadable answer counts as: LeaveOut or AsUniform." };
        var calibrate = ComputeOptions.List("--calibrate", $"Calibrations that are fitted in folds and shown as rows of their own: {string.Join(", ", CalibrationMethods.Names)}. The fits are saved in the run folder, for recognize --calibration.").OfferingEach(CalibrationMethods.Names);
        var calibrateExtractor = ComputeOptions.List("--calibrate-extractor", "Only these extractors are calibrated. The default is all.");
        var hideWords = new Option<bool>("--hide-words") { Description = "Leaves what was said out of the report." };
        var report = new Option<string>("--report", "-o") { Description = "The report: this .html, and .json, .csv and .md beside it.", Required = true };
        var run = new Option<string?>("--run") { Description = "The folder that keeps predictions, so that a stopped run goes on. The default is the report's name with .run." };
        var title = new Option<string?>("--title") { Description = "The report's heading." };
        var json = new Option<bool>("--json") { Description = "The report as JSON on standard output instead of a table." };

        var command = new Command("evaluate", "Measures on a corpus with votes how well the distribution is read, and writes a report.")
        {
            dataset, taxonomy, prompt, extractor, model, input, probe, answers, content, unranked, speaker, split, sample, seed, unit, replicates, calibrate, calibrateExtractor, invalid, hideWords,
            report, run, title, json,
        };
        compute.AddTo(command);
        command.SetAction((parsed, cancellationToken) => EvaluateRun.RunAsync(
            new EvaluateSettings
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Taxonomy = parsed.GetValue(taxonomy),
                Prompts = ComputeOptions.Split(parsed.GetValue(prompt)),
                Extractors = ComputeOptions.Split(parsed.GetValue(extractor)),
                Probe = parsed.GetValue(probe),
                Models = [.. (parsed.GetValue(model) ?? []).Select(m => ModelNames.Resolve("--model", m, ModelFileKind.LanguageModel)!)],
                Inputs = [.. ComputeOptions.Split(parsed.GetValue(input)).Select(ComputeOptions.Input)],
                Answers = parsed.GetValue(answers) ?? [],
                Content = parsed.GetValue(content),
                UnrankedLabels = parsed.GetValue(unranked),
                Speakers = ComputeOptions.Split(parsed.GetValue(speaker)),
                Splits = ComputeOptions.Split(parsed.GetValue(split)),
                Sample = parsed.GetValue(sample),
                Seed = parsed.GetValue(seed),
                ResamplingUnit = parsed.GetValue(unit),
                Replicates = parsed.GetValue(replicates),
                Calibrations = [.. ComputeOptions.Split(parsed.GetValue(calibrate)).Select(Method)],
                CalibratedExtractors = ComputeOptions.Split(parsed.GetValue(calibrateExtractor)),
                InvalidScoring = parsed.GetValue(invalid),
                ExampleWords = parsed.GetValue(hideWords) ? ExampleWords.Hidden : ExampleWords.Shown,
                Report = parsed.GetRequiredValue(report),
                RunFolder = parsed.GetValue(run),
                Title = parsed.GetValue(title),
                Json = parsed.GetValue(json),
                Compute = compute.Read(parsed),
            },
            output,
            error,
            cancellationToken));
        return command;
    }

    private static CalibrationMethod Method(string name) => CalibrationMethods.TryParse(name, out var method)
        ? method
        : throw new UsageException($"--calibrate: there is no method \"{name}\". Known: {string.Join(", ", CalibrationMethods.Names)}.");
}
