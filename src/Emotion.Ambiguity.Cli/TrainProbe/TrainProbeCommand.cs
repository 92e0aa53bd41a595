using System.CommandLine;
using Emotion.Ambiguity.Cli.Completion;
using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>The train-probe command: its arguments, and what they mean.</summary>
internal static class TrainProbeCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var compute = new ComputeOptions();
        var dataset = new Option<string>("--dataset", "-d")
        {
            Description = $"The corpus as name=path. Names: {string.Join(", ", EmotionDatasets.Names)}.", Required = true,
        }.Offering(EmotionDatasets.Names.Select(n => n + "="));
        var file = new Option<string>("--out", "-o") { Description = "The probe's file (JSON), for --probe of recognize and evaluate.", Required = true };
        var taxonomy = ComputeOptions.OtherTaxonomyOption();
        var prompt = new Option<string>("--prompt") { Description = "The question: single, ambiguous, or a file with your own.", DefaultValueFactory = _ => "single" }.Offering(["single", "ambiguous"]);
        var model = ComputeOptions.ModelOption();
        var input = ComputeOptions.InputOption();
        var state = new Option<HiddenStateKind>("--state") { Description = "The hidden state to read: LastPosition or MeanOfUtterance.", DefaultValueFactory = _ => HiddenStateKind.LastPosition };
        var content = new Option<UtteranceContent>("--content") { Description = "What is read where a corpus has sound and words: SoundElseText, Text, Sound, or SoundAndText (the sound with the corpus's own words)." };
        var unranked = new Option<UnrankedLabels>("--unranked-labels") { Description = "How raters count who name several emotions: ShareOneVote or VoteEach." };
        var speaker = ComputeOptions.List("--speaker", "Only these speakers.");
        var split = ComputeOptions.List("--split", "Only these parts of the corpus (train, Session5, ...), as the corpus calls them.");
        var sample = new Option<int?>("--sample") { Description = "Only this many items with votes, drawn by the seed." };
        var folds = new Option<int>("--folds") { Description = "Folds of the cross-validation; a speaker is in one of them.", DefaultValueFactory = _ => 5 };
        var penalty = new Option<double[]>("--penalty") { Description = "The penalties to choose from; several by repeats. The default is 0.001 to 1000.", DefaultValueFactory = _ => [] };
        var replicates = new Option<int>("--replicates") { Description = "Replicates of the bootstrap.", DefaultValueFactory = _ => 1000 };
        var seed = new Option<int>("--seed") { Description = "The seed of everything that is drawn.", DefaultValueFactory = _ => 1 };
        var json = new Option<bool>("--json") { Description = "A JSON object on standard output instead of a table." };

        var command = new Command("train-probe", "Trains a linear read-out of the model's hidden state on a corpus with votes, and says how it does on speakers that it has not heard.")
        {
            dataset, file, taxonomy, prompt, model, input, state, content, unranked, speaker, split, sample, folds, penalty, replicates, seed, json,
        };
        compute.AddTo(command);
        command.SetAction((parsed, cancellationToken) => TrainProbeRun.RunAsync(
            new TrainProbeSettings
            {
                Dataset = parsed.GetRequiredValue(dataset),
                Out = parsed.GetRequiredValue(file),
                Taxonomy = parsed.GetValue(taxonomy),
                Prompt = parsed.GetRequiredValue(prompt),
                Model = ComputeOptions.ReadModel(parsed, model),
                Input = ComputeOptions.ReadInput(parsed, input),
                State = parsed.GetValue(state),
                Content = parsed.GetValue(content),
                UnrankedLabels = parsed.GetValue(unranked),
                Speakers = ComputeOptions.Split(parsed.GetValue(speaker)),
                Splits = ComputeOptions.Split(parsed.GetValue(split)),
                Sample = parsed.GetValue(sample),
                Folds = parsed.GetValue(folds),
                Penalties = [.. parsed.GetValue(penalty) ?? []],
                Replicates = Math.Max(1, parsed.GetValue(replicates)),
                Seed = parsed.GetValue(seed),
                Json = parsed.GetValue(json),
                Compute = compute.Read(parsed),
            },
            output,
            error,
            cancellationToken));
        return command;
    }
}
