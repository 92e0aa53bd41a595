using System.CommandLine;
using System.CommandLine.Completions;

namespace Emotion.Ambiguity.Cli.Completion;

/// <summary>The values that a shell offers for options.</summary>
internal static class Choices
{
    public static IEnumerable<CompletionItem> Items(IEnumerable<string> values) => values.Select(v => new CompletionItem(v));

    /// <summary>Lets a shell complete an option's value.</summary>
    public static Option<T> Offering<T>(this Option<T> option, IEnumerable<string> values)
    {
        option.CompletionSources.Add(_ => Items(values));
        return Named(option);
    }

    /// <summary>Lets a shell complete each value of a list that is separated by commas.</summary>
    public static Option<T> OfferingEach<T>(this Option<T> option, IEnumerable<string> values)
    {
        option.CompletionSources.Add(context =>
        {
            var written = context.WordToComplete;
            var before = written[..(written.LastIndexOf(',') + 1)];
            return Items(values.Select(v => before + v));
        });
        return Named(option);
    }

    /// <summary>Help would print all values in place of a name.</summary>
    private static Option<T> Named<T>(Option<T> option)
    {
        option.HelpName ??= option.Name.TrimStart('-');
        return option;
    }
}
