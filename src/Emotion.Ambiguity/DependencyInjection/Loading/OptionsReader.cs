using System.Collections.Immutable;
using Emotion.Ambiguity.Calibration;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.Internal;
using Emotion.Ambiguity.Prompting;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>Makes options of the defaults, the configuration, the added extractors and the changes, in this order.</summary>
internal sealed class OptionsReader(IServiceProvider services, RecognizerRegistration registration, RecognizerSettings settings)
{
    private static readonly ImmutableArray<InvalidAnswerPolicy> Policies =
        [InvalidAnswerPolicy.Skip, InvalidAnswerPolicy.Uniform, InvalidAnswerPolicy.OneHotNeutral, InvalidAnswerPolicy.Throw];

    public RecognizerOptions Read()
    {
        var options = new RecognizerOptions();
        options = options with
        {
            Taxonomy = ReadTaxonomy() ?? options.Taxonomy,
            Prompt = Choose("Prompt", EmotionPrompt.BuiltIn, p => p.Name) ?? options.Prompt,
            Extractors = ReadExtractors() ?? options.Extractors,
            InvalidAnswers = Choose("InvalidAnswers", Policies, p => p.Name) ?? options.InvalidAnswers,
            Input = ReadInput() ?? options.Input,
            MaxOutputTokens = settings.Integer("MaxOutputTokens", min: 1) ?? options.MaxOutputTokens,
            MaxWindow = settings.Duration("MaxWindow") ?? options.MaxWindow,
            Concurrency = settings.Integer("Concurrency", min: 1) ?? options.Concurrency,
            EnableSensitiveData = settings.Flag("EnableSensitiveData") ?? options.EnableSensitiveData,
            Calibration = ReadCalibration(),
        };
        return Change(options);
    }

    /// <summary>The labels of a recognizer that is made elsewhere; whatever else was set is a fault.</summary>
    public EmotionTaxonomy ReadTaxonomyAlone(List<string> faults)
    {
        var defaults = new RecognizerOptions();
        var options = Change(defaults with { Taxonomy = ReadTaxonomy() ?? defaults.Taxonomy });
        if (options.Taxonomy is null) faults.Add("Taxonomy is null.");
        if (options with { Taxonomy = defaults.Taxonomy } != defaults)
            faults.Add("Configure changes more than Taxonomy, but the recognizer has options of its own: set the others where it is made, and write o => o with { Taxonomy = ... } here.");
        if (registration.Extractors.Count > 0 || registration.CalibrationPath is not null)
            faults.Add("AddExtractor and WithCalibration have no effect, because the recognizer has options of its own: set them where it is made.");
        if (registration.LanguageModel is not null || registration.Transcriber is not null || registration.AudioEncoder is not null)
            faults.Add("There are engines beside a recognizer that brings its own: leave out UseLlamaCpp, UseEmbeddedModels and the like here, and use them where it is made.");
        return options.Taxonomy!;
    }

    private RecognizerOptions Change(RecognizerOptions options)
    {
        foreach (var change in registration.Changes) options = change(options) ?? throw new InvalidOperationException("A function given to Configure returned null instead of options.");
        return options;
    }

    private EmotionTaxonomy? ReadTaxonomy()
    {
        var names = settings.List("Taxonomy");
        if (names.IsEmpty) return null;
        if (names is [var name])
        {
            var builtIn = EmotionTaxonomy.BuiltIn.FirstOrDefault(t => string.Equals(t.Name, name, StringComparison.OrdinalIgnoreCase));
            if (builtIn is null)
                settings.AddFault("Taxonomy", $"is \"{name}\", but built in are {string.Join(", ", EmotionTaxonomy.BuiltIn.Select(t => t.Name))}; or list at least two labels.");
            return builtIn;
        }

        try
        {
            return EmotionTaxonomy.FromNames("custom", names);
        }
        catch (ArgumentException fault)
        {
            settings.AddFault("Taxonomy", $"cannot be used: {OptionFaults.MessageOf(fault)}");
            return null;
        }
    }

    private InputMode? ReadInput()
    {
        if (settings.Text("Input") is not { } wanted) return null;
        if (Enum.TryParse<InputMode>(wanted, ignoreCase: true, out var mode) && Enum.IsDefined(mode)) return mode;
        settings.AddFault("Input", $"is \"{wanted}\", but known are {string.Join(", ", Enum.GetNames<InputMode>())}.");
        return null;
    }

    private T? Choose<T>(string key, IEnumerable<T> choices, Func<T, string> name)
        where T : class
    {
        if (settings.Text(key) is not { } wanted) return null;
        var chosen = choices.FirstOrDefault(c => string.Equals(name(c), wanted, StringComparison.OrdinalIgnoreCase));
        if (chosen is null) settings.AddFault(key, $"is \"{wanted}\", but known are {string.Join(", ", choices.Select(name))}.");
        return chosen;
    }

    private ImmutableArray<IDistributionExtractor>? ReadExtractors()
    {
        var listed = settings.List("Extractors");
        var extractors = listed.IsEmpty
            ? registration.Extractors.Select(Create).ToArray()
            : listed.Select(CreateByName).ToArray();
        return extractors.Length == 0 || Array.Exists(extractors, e => e is null) ? null : [.. extractors!];
    }

    private IDistributionExtractor? CreateByName(string name)
    {
        // An added one may stand in for a built-in one of the same name.
        if (registration.Extractors.Find(e => string.Equals(e.Name, name, StringComparison.Ordinal)) is { } added) return Create(added);
        if (ExtractorCatalog.TryCreate(name, out var extractor)) return extractor;
        settings.AddFault("Extractors", $"has \"{name}\", but known are {string.Join(", ", registration.Extractors.Select(e => e.Name).Concat(ExtractorCatalog.Names))}.");
        return null;
    }

    private IDistributionExtractor? Create(ExtractorRegistration extractor)
    {
        try
        {
            return extractor.Create(services);
        }
        catch (InvalidOperationException fault)
        {
            settings.AddFault("Extractors", $"has \"{extractor.Name}\", which the container cannot create: {fault.Message}");
            return null;
        }
    }

    private CalibrationProfile? ReadCalibration()
    {
        if ((settings.Text("Calibration") ?? registration.CalibrationPath) is not { } path) return null;
        try
        {
            return CalibrationProfile.Load(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CalibrationFormatException)
        {
            settings.AddFault("Calibration", $"cannot be used: {fault.Message}");
            return null;
        }
    }
}
