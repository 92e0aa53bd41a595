using System.Collections.Immutable;
using System.CommandLine;
using Emotion.Ambiguity.Cli.Recognize;
using Emotion.Ambiguity.Evaluation;
using Emotion.Ambiguity.Evaluation.Datasets;

namespace Emotion.Ambiguity.Cli.Evaluate;

/// <summary>The evaluate command: its arguments, and what they mean.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var dataset = new Option<string>("--dataset", "-d") { Description = $"The corpus as name=path. Names: {string.Join(", ", EmotionDatasets.Names)}.", Required = true };
        var taxonomy = new Option<string?>("--taxonomy") { Description = "Takes the votes to another taxonomy (CremaD6, Ekman7, ...). The default is the corpus's own." };
        var prompt = List("--prompt", "The questions: single, ambiguous, or files with your own; several by commas or repeats.", "single");
        var extractor = List("--extractor", $"How to read the distribution; several by commas or repeats share one computation. {ExtractorNames.Help}.", "text", "token", "likelihood");
        extractor.Aliases.Add("-e");
        var model = List("--model", "GGUF models, or \"embedded\"; several by repeats, each with every prompt.");
        model.Aliases.Add("-m");
        var answers = List("--answers", "Answers that were given before, as name=file: CSV, TSV or JSONL with the columns id and answer, in the corpus's order. Read by the text extractor.");
        var whisper = new Option<string?>("--whisper", "-w") { Description = "A Whisper model in whisper.cpp's format, for corpora with sound. The default is the embedded one (English)." };
        var content = new Option<UtteranceContent>("--content") { Description = "What is recognised where a corpus has sound and words: SoundElseText, Text or Sound." };
        var unranked = new Option<UnrankedLabels>("--unranked-labels") { Description = "How raters count who name several emotions: ShareOneVote or VoteEach." };
        var speaker = List("--speaker", "Only these speakers.");
        var split = List("--split", "Only these parts of the corpus (test, Session5, ...), as the corpus calls them.");
        var sample = new Option<int?>("--sample") { Description = "Only this many items with votes, drawn by the seed." };
        var seed = new Option<long>("--seed") { Description = "The seed of everything that is drawn.", DefaultValueFactory = _ => 1 };
        var unit = new Option<ResamplingUnit>("--resample") { Description = "What the bootstrap draws: Automatic, Speaker, Dialogue or Utterance." };
        var replicates = new Option<int>("--replicates") { Description = "Replicates of the bootstrap.", DefaultValueFactory = _ => 1000 };
        var invalid = new Option<InvalidScoring>("--invalid") { Description = "What an unreadable answer counts as: LeaveOut or AsUniform." };
        var hideWords = new Option<bool>("--hide-words") { Description = "Leaves what was said out of the report." };
        var report = new Option<string>("--report", "-o") { Description = "The report: this .html, and .json, .csv and .md beside it.", Required = true };
        var run = new Option<string?>("--run") { Description = "The folder that keeps predictions, so that a stopped run goes on. The default is the report's name with .run." };
        var title = new Option<string?>("--title") { Description = "The report's heading." };
        var threads = new Option<int?>("--threads") { Description = "Threads of the language model. The default is the number of cores." };
        var gpuLayers = new Option<int>("--gpu-layers") { Description = "Layers of the language model to compute on the GPU. The default is 0." };
        var maxOutputTokens = new Option<int?>("--max-output-tokens") { Description = "The most tokens of an answer." };
        var maxInvalid = new Option<double>("--max-invalid") { Description = "The largest share of unreadable answers of any configuration, 0 to 1, that is still a success.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "The report as JSON on standard output instead of a table." };

        var command = new Command("evaluate", "Measures on a corpus with votes how well the distribution is read, and writes a report.")
        {
            dataset, taxonomy, prompt, extractor, model, answers, whisper, content, unranked, speaker, split, sample, seed, unit, replicates, invalid, hideWords,
            report, run, title, threads, gpuLayers, maxOutputTokens, maxInvalid, json,
        };
        command.SetAction((parsed, cancellationToken) => EvaluateRun.RunAsync(
            new EvaluateSettings
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Taxonomy = parsed.GetValue(taxonomy),
                Prompts = Split(parsed.GetValue(prompt)),
                Extractors = Split(parsed.GetValue(extractor)),
                Models = parsed.GetValue(model) ?? [],
                Answers = parsed.GetValue(answers) ?? [],
                Whisper = parsed.GetValue(whisper),
                Content = parsed.GetValue(content),
                UnrankedLabels = parsed.GetValue(unranked),
                Speakers = Split(parsed.GetValue(speaker)),
                Splits = Split(parsed.GetValue(split)),
                Sample = parsed.GetValue(sample),
                Seed = parsed.GetValue(seed),
                ResamplingUnit = parsed.GetValue(unit),
                Replicates = parsed.GetValue(replicates),
                InvalidScoring = parsed.GetValue(invalid),
                ExampleWords = parsed.GetValue(hideWords) ? ExampleWords.Hidden : ExampleWords.Shown,
                Report = parsed.GetRequiredValue(report),
                RunFolder = parsed.GetValue(run),
                Title = parsed.GetValue(title),
                Threads = parsed.GetValue(threads),
                GpuLayers = parsed.GetValue(gpuLayers),
                MaxOutputTokens = parsed.GetValue(maxOutputTokens),
                MaxInvalidShare = parsed.GetValue(maxInvalid),
                Json = parsed.GetValue(json),
            },
            output,
            error,
            cancellationToken));
        return command;
    }

    private static Option<string[]> List(string name, string description, params string[] defaults) => new(name) { Description = description, DefaultValueFactory = _ => defaults };

    private static ImmutableArray<string> Split(string[]? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];
}
