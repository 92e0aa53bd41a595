namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>One message as it was read.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Id">The request's number; 0 where it is about none.</param>
/// <param name="Json">UTF-8, empty where the kind has none.</param>
/// <param name="Data">Sound as bytes, empty where there is none.</param>
internal readonly record struct Frame(FrameKind Kind, long Id, byte[] Json, byte[] Data);
