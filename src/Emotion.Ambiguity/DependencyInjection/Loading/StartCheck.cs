using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Emotion.Ambiguity.DependencyInjection.Loading;

/// <summary>Has nothing to set: its validation is the hook by which a host checks a recognizer's settings when it starts.</summary>
internal sealed class StartCheck
{
    public sealed class Validator(IServiceProvider services, RecognizerRegistration registration) : IValidateOptions<StartCheck>
    {
        public ValidateOptionsResult Validate(string? name, StartCheck options)
        {
            if (!string.Equals(name, registration.Id, StringComparison.Ordinal)) return ValidateOptionsResult.Skip;
            try
            {
                registration.Get(services);
                return ValidateOptionsResult.Success;
            }
            catch (OptionsValidationException fault)
            {
                return ValidateOptionsResult.Fail(fault.Failures);
            }
        }
    }
}
