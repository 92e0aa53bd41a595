using System.Text;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Builds Markdown with <c>\n</c> line ends; everything that goes through <see cref="Escape"/> stays text.</summary>
internal sealed class MarkdownText
{
    private readonly StringBuilder _text = new();

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' or '~' or '$' => escaped.Append('\\').Append(c),
                _ => escaped.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c),
            };
        }

        return escaped.ToString();
    }

    public void Heading(int level, string text) => Block($"{new string('#', level)} {Escape(text)}");

    public void Paragraph(string text) => Block(Escape(text));

    public void List(IEnumerable<string> items) => Block(string.Join('\n', items.Select(i => $"- {Escape(i)}")));

    /// <summary>A table; the first column is text, the others are numbers unless said otherwise.</summary>
    public void Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, int textColumns = 1)
    {
        var lines = rows.Select(Line).Prepend(Line([.. header.Select((_, i) => i < textColumns ? "---" : "---:")])).Prepend(Line([.. header.Select(Escape)]));
        Block(string.Join('\n', lines));
    }

    public override string ToString() => _text.ToString();

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";

    private void Block(string text)
    {
        if (text.Length == 0) return;
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(text).Append('\n');
    }
}
