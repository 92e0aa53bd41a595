using System.Globalization;

namespace Emotion.Ambiguity.Throughput.Measuring;

/// <summary>Contenders that take turns, A B C A B C, so that whatever else the machine does meets all of them.</summary>
internal sealed class SideBySide
{
    private readonly Dictionary<string, double[]> _rates;

    private SideBySide(Dictionary<string, double[]> rates) => _rates = rates;

    /// <summary>Lets each contender do its work as often as there are repeats.</summary>
    public static async Task<SideBySide> RunAsync(int repeats, params IReadOnlyList<Contender> contenders)
    {
        var rates = contenders.ToDictionary(c => c.Name, _ => new double[repeats], StringComparer.Ordinal);
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            foreach (var contender in contenders)
            {
                await Console.Error.WriteAsync($"\r\e[K{contender.Name}, {repeat + 1} of {repeats}");

                // No contender pays for the garbage of the one before it.
                GC.Collect();
                rates[contender.Name][repeat] = (await contender.Turn()).Rate;
            }
        }

        await Console.Error.WriteAsync("\r\e[K");
        return new SideBySide(rates);
    }

    /// <summary>Units a second: the median, as text.</summary>
    public string Rate(string name, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Spread.Of(_rates[name]).Median:0.0##} {unit}");

    public Spread Ratio(string name, string other) => Spread.OfRatios(_rates[name], _rates[other]);

    /// <summary>Seconds a unit of one contender to those of another: the ratio of costs.</summary>
    public Spread CostRatio(string name, string other) => Spread.OfRatios(_rates[other], _rates[name]);

    public IReadOnlyList<double> Rates(string name) => _rates[name];
}
