using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Emotion.Ambiguity.DependencyInjection;

/// <summary>Reads a section of the configuration, and collects every fault under the key that has it. One caller at a time.</summary>
/// <remarks>
/// A value that is not there, or blank, is null: the default counts. A key that nobody read is a fault too, so that a misspelled one is found.
/// Without a configuration every value is null, and faults can still be added.
/// </remarks>
public sealed class RecognizerSettings
{
    private readonly IConfiguration? _configuration;
    private readonly string _path;
    private readonly List<string> _faults;
    private readonly SortedDictionary<string, RecognizerSettings?> _read = new(StringComparer.OrdinalIgnoreCase);

    internal RecognizerSettings(IConfiguration? configuration, List<string> faults)
        : this(configuration, configuration is IConfigurationSection section ? section.Path : "", faults)
    {
    }

    private RecognizerSettings(IConfiguration? configuration, string path, List<string> faults) =>
        (_configuration, _path, _faults) = (configuration, path, faults);

    /// <summary>The full name of a key, as a configuration file or an environment variable has it.</summary>
    /// <param name="key">A key of this section.</param>
    /// <returns>The path with colons ("Emotion:Taxonomy").</returns>
    public string PathOf(string key) => _path.Length == 0 ? key : ConfigurationPath.Combine(_path, key);

    /// <summary>Reads a text.</summary>
    /// <param name="key">A key of this section.</param>
    /// <returns>The text without surrounding white space, or null. A list or section in its place is a fault.</returns>
    public string? Text(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _read.TryAdd(key, null);
        if (_configuration?.GetSection(key) is not { } section) return null;
        if (section.GetChildren().Any()) AddFault(key, "must be one value but is a list or a section.");
        return string.IsNullOrWhiteSpace(section.Value) ? null : section.Value.Trim();
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="key">A key of this section.</param>
    /// <param name="min">The smallest that is allowed.</param>
    /// <returns>The number, or null. Anything else is a fault.</returns>
    public int? Integer(string key, int min = int.MinValue)
    {
        if (Text(key) is not { } text) return null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)) AddFault(key, $"must be a whole number but is \"{text}\".");
        else if (value < min) AddFault(key, $"must be at least {min} but is {value}.");
        else return value;
        return null;
    }

    /// <summary>Reads a length of time.</summary>
    /// <param name="key">A key of this section.</param>
    /// <returns>The time, written "00:00:30", or null. Anything else is a fault.</returns>
    public TimeSpan? Duration(string key)
    {
        if (Text(key) is not { } text) return null;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)) return value;
        AddFault(key, $"must be a time such as \"00:00:30\" but is \"{text}\".");
        return null;
    }

    /// <summary>Reads a choice.</summary>
    /// <param name="key">A key of this section.</param>
    /// <returns>Yes or no, written "true" or "false", or null. Anything else is a fault.</returns>
    public bool? Flag(string key)
    {
        if (Text(key) is not { } text) return null;
        if (bool.TryParse(text, out var value)) return value;
        AddFault(key, $"must be \"true\" or \"false\" but is \"{text}\".");
        return null;
    }

    /// <summary>Reads a list: a JSON array, or one value with commas.</summary>
    /// <param name="key">A key of this section.</param>
    /// <returns>The entries without surrounding white space, blank ones left out; empty where there are none.</returns>
    public ImmutableArray<string> List(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _read.TryAdd(key, null);
        if (_configuration?.GetSection(key) is not { } section) return [];
        var entries = section.GetChildren().Select(c => c.Value).ToArray();
        if (entries.Length == 0) entries = section.Value?.Split(',') ?? [];
        return [.. entries.OfType<string>().Select(e => e.Trim()).Where(e => e.Length > 0)];
    }

    /// <summary>A section inside this one.</summary>
    /// <param name="key">A key of this section.</param>
    /// <returns>Its settings, with the same list of faults; all null where there is no such section.</returns>
    public RecognizerSettings Section(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (_read.TryGetValue(key, out var known) && known is not null) return known;
        var section = new RecognizerSettings(_configuration?.GetSection(key), PathOf(key), _faults);
        _read[key] = section;
        return section;
    }

    /// <summary>Adds a fault, reported with all others when the program starts.</summary>
    /// <param name="key">The key of this section that has it.</param>
    /// <param name="problem">What is wrong and what to do, to be read after the key ("must be at least 1 but is 0.").</param>
    public void AddFault(string key, string problem)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentException.ThrowIfNullOrEmpty(problem);
        _faults.Add($"{PathOf(key)} {problem}");
    }

    /// <summary>Makes faults of the keys that nobody read.</summary>
    internal void AddUnknownKeys()
    {
        if (_configuration is null) return;
        foreach (var child in _configuration.GetChildren())
        {
            if (!_read.TryGetValue(child.Key, out var section)) AddFault(child.Key, $"is not known here; known are {string.Join(", ", _read.Keys)}.");
            else section?.AddUnknownKeys();
        }
    }
}
