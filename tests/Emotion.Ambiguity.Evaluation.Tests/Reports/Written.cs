using System.Text;
using Emotion.Ambiguity.Evaluation.Reports;

namespace Emotion.Ambiguity.Evaluation.Tests.Reports;

/// <summary>Reports as writers give them.</summary>
internal static class Written
{
    public static byte[] Bytes(EvaluationReport report, Action<EvaluationReport, Stream> write)
    {
        using var stream = new MemoryStream();
        write(report, stream);
        return stream.ToArray();
    }

    public static string Text(EvaluationReport report, Action<EvaluationReport, Stream> write) => new UTF8Encoding(false, true).GetString(Bytes(report, write));
}
