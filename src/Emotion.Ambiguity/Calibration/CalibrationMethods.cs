using System.Collections.Immutable;

namespace Emotion.Ambiguity.Calibration;

/// <summary>The names of the calibration methods, as options and files write them. Pure and thread-safe.</summary>
public static class CalibrationMethods
{
    private static readonly ImmutableArray<string> NamesInOrder =
        [TemperatureCalibrator.MethodName, VectorCalibrator.MethodName, PriorCalibrator.MethodName, CooccurrenceCalibrator.MethodName];

    /// <summary>All names, in the order of <see cref="CalibrationMethod"/>: "temperature", "vector", "prior", "cooccurrence".</summary>
    public static ImmutableArray<string> Names => NamesInOrder;

    /// <summary>The name of a method, the same as <see cref="DistributionCalibrator.Method"/> of its calibrators.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The name, in lower case.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such method.</exception>
    public static string GetName(CalibrationMethod method) =>
        Enum.IsDefined(method) ? NamesInOrder[(int)method] : throw new ArgumentOutOfRangeException(nameof(method), method, "There is no such calibration method.");

    /// <summary>Finds the method of a name.</summary>
    /// <param name="name">A name, in any case.</param>
    /// <param name="method">The method, where there is one.</param>
    /// <returns>Whether there is a method of this name.</returns>
    public static bool TryParse(string name, out CalibrationMethod method)
    {
        ArgumentNullException.ThrowIfNull(name);
        for (var i = 0; i < NamesInOrder.Length; i++)
        {
            method = (CalibrationMethod)i;
            if (NamesInOrder[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase)) return true;
        }

        method = default;
        return false;
    }

    /// <summary>The method of a name.</summary>
    /// <param name="name">A name, in any case.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">There is no method of this name; the message lists all names.</exception>
    public static CalibrationMethod Parse(string name) =>
        TryParse(name, out var method) ? method : throw new ArgumentException($"There is no calibration method \"{name}\". Known: {string.Join(", ", NamesInOrder)}.", nameof(name));
}
