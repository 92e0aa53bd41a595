using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Emotion.Ambiguity.Evaluation.Reports;

/// <summary>Writes HTML that is also well-formed XML. All text and attributes are encoded; only <see cref="Asset"/> writes its content as it is.</summary>
internal sealed class HtmlBuilder
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _html = new("<!DOCTYPE html>\n");
    private readonly Stack<string> _open = new();

    /// <summary>Opens an element; disposing closes it. Attributes without value are left out.</summary>
    public Scope Open(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(element, attributes);
        _html.Append('>');
        _open.Push(element);
        return new Scope(this);
    }

    /// <summary>Writes an element that holds text.</summary>
    public HtmlBuilder Element(string element, string text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        using (Open(element, attributes)) Text(text);
        return this;
    }

    /// <summary>Writes an element that has no content.</summary>
    public HtmlBuilder Void(string element, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(element, attributes);
        _html.Append(" />");
        return this;
    }

    public HtmlBuilder Text(string text)
    {
        _html.Append(Encode(text));
        return this;
    }

    /// <summary>Writes an element with content of our own making: a style sheet, a script, or JSON whose &lt;, &gt; and &amp; are escaped.</summary>
    public void Asset(string element, string content, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (content.Contains($"</{element}", StringComparison.OrdinalIgnoreCase) || content.Contains("<!--", StringComparison.Ordinal))
            throw new ArgumentException($"The content would end its {element} element early.", nameof(content));
        Start(element, attributes);
        _html.Append('>').Append(content).Append("</").Append(element).Append(">\n");
    }

    public override string ToString() => _html.ToString();

    // Characters that neither HTML nor XML may hold become the replacement character; half surrogate pairs the encoder replaces.
    private static string Encode(string text) =>
        Encoder.Encode(string.Create(text.Length, text, (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = from[i] is (< ' ' and not ('\t' or '\n' or '\r')) or (>= '\x7f' and <= '\x9f') or '\ufffe' or '\uffff' ? '\ufffd' : from[i];
        }));

    private void Start(string element, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _html.Append('<').Append(element);
        foreach (var (name, value) in attributes)
        {
            if (value is not null) _html.Append(' ').Append(name).Append("=\"").Append(Encode(value)).Append('"');
        }
    }

    private void Close()
    {
        var element = _open.Pop();
        _html.Append("</").Append(element).Append('>');
        if (element is not ("span" or "strong" or "small" or "b" or "q" or "code" or "a" or "h3")) _html.Append('\n');
    }

    /// <summary>An open element.</summary>
    public readonly ref struct Scope(HtmlBuilder html)
    {
        public void Dispose() => html.Close();
    }
}
