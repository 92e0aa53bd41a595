using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Extraction;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Recognition;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>Reads and checks everything that a recognizer is made of, and throws one error with all faults.</summary>
internal static class RecognizerPlanner
{
    /// <exception cref="OptionsValidationException">There are faults.</exception>
    public static RecognizerPlan Plan(IServiceProvider services, RecognizerRegistration registration)
    {
        var faults = new List<string>();
        var settings = new RecognizerSettings(registration.Configuration, faults);
        var reader = new OptionsReader(services, registration, settings);
        return registration.Recognizer is { } whole
            ? PlanWhole(whole, new EngineSetup(services, settings), registration, reader.ReadTaxonomyAlone(faults), faults)
            : PlanOfEngines(services, registration, settings, reader.Read(), faults);
    }

    private static RecognizerPlan PlanWhole(
        EngineRegistration<IAmbiguousEmotionRecognizer> whole, EngineSetup setup, RecognizerRegistration registration, EmotionTaxonomy taxonomy, List<string> faults)
    {
        var load = whole.SetUp(setup);
        setup.Settings.AddUnknownKeys();
        if (faults.Count > 0 || load is null) throw Faulty(registration, faults);
        return new RecognizerPlan { Options = new RecognizerOptions { Taxonomy = taxonomy }, LoadRecognizer = load };
    }

    private static RecognizerPlan PlanOfEngines(
        IServiceProvider services, RecognizerRegistration registration, RecognizerSettings settings, RecognizerOptions options, List<string> faults)
    {
        options.AddFaults(faults);
        var setup = new EngineSetup(services, settings);
        var model = registration.LanguageModel?.SetUp(setup);
        if (registration.LanguageModel is null) faults.Add("There is no language model: call UseLlamaCpp, UseEmbeddedModels, UseChatClient or UseLanguageModel.");
        if (setup.Announced is { } info && faults.Count == 0) AddWhatTheModelCannot(options, info, faults);
        var transcriber = registration.Transcriber?.SetUp(new EngineSetup(services, settings));
        var encoder = registration.AudioEncoder?.SetUp(new EngineSetup(services, settings));
        settings.AddUnknownKeys();
        if (faults.Count > 0 || model is null || (registration.Transcriber is not null && transcriber is null)) throw Faulty(registration, faults);
        return new RecognizerPlan
        {
            Options = options with { Ownership = EngineOwnership.Caller },
            LoadLanguageModel = model,
            LanguageModelOwnership = registration.LanguageModel!.Ownership,
            LoadTranscriber = transcriber,
            TranscriberOwnership = registration.Transcriber?.Ownership ?? EngineOwnership.Caller,
            LoadAudioEncoder = encoder,
            AudioEncoderOwnership = registration.AudioEncoder?.Ownership ?? EngineOwnership.Caller,
        };
    }

    private static OptionsValidationException Faulty(RecognizerRegistration registration, List<string> faults)
    {
        if (faults.Count == 0) faults.Add("An engine's set-up returned nothing and named no fault.");
        return new OptionsValidationException(registration.Key?.ToString() ?? Options.DefaultName, typeof(RecognizerOptions), faults);
    }

    private static void AddWhatTheModelCannot(RecognizerOptions options, LanguageModelInfo info, List<string> faults)
    {
        // With a tokenizer, only the loaded model can say.
        if (info.Supports(LanguageModelCapabilities.Tokenizer)) return;
        foreach (var extractor in options.Extractors)
        {
            try
            {
                extractor.Prepare(new ExtractionContext(options.Taxonomy, options.Prompt.AnswerKind, info, Tokenizer: null));
            }
            catch (NotSupportedException fault)
            {
                faults.Add(fault.Message);
            }
        }
    }
}
