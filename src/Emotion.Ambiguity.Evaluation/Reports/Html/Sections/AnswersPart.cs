namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>What a configuration is, how many answers it gave, why others could not be read, and its note.</summary>
internal static class AnswersPart
{
    public static void Write(HtmlBuilder html, ReportRow row)
    {
        using (html.Open("dl", ("class", "facts answers")))
        {
            foreach (var (name, value) in Facts(row))
            {
                using (html.Open("div")) html.Element("dt", name).Element("dd", value);
            }
        }

        if (row.Note.Length > 0) html.Element("p", row.Note, ("class", "note"));
        if (row.InvalidReasons.Length == 0) return;
        HtmlParts.Table(html, $"Why {ReportNumbers.Count(row.Invalid)} of {ReportNumbers.Count(row.Items)} answers could not be read.", "plain", () =>
        {
            HtmlParts.HeaderRow(html, "Reason", "Answers", "Share of items");
            using (html.Open("tbody"))
            {
                foreach (var reason in row.InvalidReasons) HtmlParts.Row(html, reason.Reason, ReportNumbers.Count(reason.Count), ReportNumbers.Percent(reason.Count, row.Items));
            }
        });
    }

    private static IEnumerable<(string Name, string Value)> Facts(ReportRow row)
    {
        if (row.Model is { } model) yield return ("Model", model);
        if (row.Prompt is { } prompt) yield return ("Prompt", prompt);
        if (row.Extractor is { } extractor) yield return ("Extractor", extractor);
        if (row.Calibration is { } calibration) yield return ("Calibration", calibration);
        yield return ("Items", ReportNumbers.Count(row.Items));
        yield return ("Valid", ReportNumbers.Count(row.Valid));
        yield return ("Invalid", row.Invalid == 0 ? "0" : $"{ReportNumbers.Count(row.Invalid)} ({ReportNumbers.Percent(row.Invalid, row.Items)})");
        yield return ("Failed", ReportNumbers.Count(row.Failed));
        if (row.FellBack > 0) yield return ("Fell back", $"{ReportNumbers.Count(row.FellBack)} to another normalisation");
    }
}
