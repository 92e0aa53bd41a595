namespace Emotion.Ambiguity.Prompting;

/// <summary>The wordings of the paper, with holes for the labels and the words.</summary>
internal static class BuiltInTemplates
{
    public const string AmbiguousInstruction =
        "Provide the likelihood (in percentages) that this audio represents each of the following emotions: {labels-and}. Use logical reasoning to determine the percentages, but do not include this reasoning in your response.";

    public const string SingleInstruction =
        "You are an expert in identifying emotions from speech. Predict the emotion of the audio from the choices [{labels}]. Respond with only one of the emotion labels.";

    public const string Utterance = "Transcript: \"{text}\"";
}
