using Emotion.Ambiguity.Internal.Files;

namespace Emotion.Ambiguity.Calibration.Profiles;

/// <summary>The file of a profile.</summary>
internal static class ProfileFile
{
    public static FittedFileFormat<CalibrationProfile, ProfileDocument> Format { get; } = new()
    {
        Type = ProfileJson.Default.ProfileDocument,
        Read = ProfileReader.Read,
        Write = ProfileWriter.ToDocument,
        Error = (file, reason, remedy, cause) => new CalibrationFormatException(file, reason, remedy, cause),
        Kind = "profile",
        Remedy = "Fit the calibration again and save it with CalibrationProfile.Save.",
    };
}
