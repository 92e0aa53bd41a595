using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Scoring;

/// <summary>Rows before anything was counted.</summary>
internal static class RowDescription
{
    public static ReportRow Of(string name, ReportRowKind kind, string note) =>
        new() { Name = name, Kind = kind, Note = note, Items = 0, Valid = 0, Invalid = 0, Failed = 0, Values = [] };
}
