using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Emotion.Ambiguity.Cli.TrainProbe;

/// <summary>Shows a report as a table or as JSON. The names in the JSON are documented in docs/cli.md; they only ever grow.</summary>
internal static class TrainProbeWriter
{
    public static void WriteTable(TrainProbeReport report, string file, TextWriter output)
    {
        var console = Terminal.Create(output);
        var table = new Table().Border(TableBorder.Simple).AddColumn("mean KL(votes || prediction), nats")
            .AddColumn(new TableColumn("").RightAligned()).AddColumn(new TableColumn("95 % interval").RightAligned());
        Add(table, "uniform", report.Uniform);
        Add(table, "class prior, of the other folds", report.Prior);
        Add(table, "probe, on speakers that it has not heard", report.HeldOut);
        Add(table, "  lower than the prior by", report.GainOverPrior);
        table.AddRow("probe, on what it was trained on", Number(report.Fit.TrainingKullbackLeibler), "");
        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Items} items of {report.Dataset}, {report.Groups} groups, penalty {report.Fit.Penalty:G3}."));
        if (!report.ResampledByGroup) console.WriteLine("Too few groups to draw: intervals are over single items, and say nothing about other speakers.");
        if (report.GainOverPrior.Low <= 0) console.WriteLine("Not better than the class prior beyond chance: the probe has learnt little more than the mix of emotions.");
        console.WriteLine(file);
    }

    public static void WriteJson(TrainProbeReport report, string file, TextWriter output) => JsonOutput.WriteObject(output, json =>
    {
        json.WriteString("probe", file);
        json.WriteString("dataset", report.Dataset);
        json.WriteString("model", report.Probe.LanguageModelId);
        json.WriteString("prompt", report.Probe.Prompt);
        json.WriteString("hiddenState", report.Probe.HiddenState.ToString());
        json.WriteString("inputMode", report.Probe.InputMode);
        json.WriteNumber("items", report.Items);
        json.WriteNumber("failed", report.Failed);
        json.WriteNumber("examples", report.Examples);
        json.WriteNumber("groups", report.Groups);
        json.WriteBoolean("resampledByGroup", report.ResampledByGroup);
        json.WriteNumber("penalty", report.Fit.Penalty);
        json.WriteStartArray("penalties");
        foreach (var score in report.Fit.PenaltyScores)
        {
            json.WriteStartObject();
            json.WriteNumber("penalty", score.Penalty);
            json.WriteNumber("kullbackLeibler", score.KullbackLeibler);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("kullbackLeibler");
        Write(json, "uniform", report.Uniform);
        Write(json, "prior", report.Prior);
        Write(json, "heldOut", report.HeldOut);
        Write(json, "gainOverPrior", report.GainOverPrior);
        json.WriteNumber("training", report.Fit.TrainingKullbackLeibler);
        json.WriteEndObject();
    });

    private static void Add(Table table, string name, MeanInterval value) =>
        table.AddRow(name, Number(value.Mean), string.Create(CultureInfo.InvariantCulture, $"{value.Low:F3} to {value.High:F3}"));

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter json, string name, MeanInterval value)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mean", value.Mean);
        json.WriteNumber("low", value.Low);
        json.WriteNumber("high", value.High);
        json.WriteEndObject();
    }
}
