using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CpdCourse.Web.Hosting;

/// <summary>The framework's check that a form comes from a page of ours; this one only notes what that one refuses, whoever asked it.</summary>
internal sealed class NotedAntiforgery(IAntiforgery own, SecurityLog events) : IAntiforgery
{
    /// <summary>To be called once the framework's own is registered.</summary>
    public static void Add(IServiceCollection services)
    {
        var own = services.Last(s => s.ServiceType == typeof(IAntiforgery)).ImplementationType!;
        services.Replace(
            ServiceDescriptor.Singleton<IAntiforgery>(provider => new NotedAntiforgery(
                (IAntiforgery)ActivatorUtilities.CreateInstance(provider, own),
                provider.GetRequiredService<SecurityLog>()
            ))
        );
    }

    public AntiforgeryTokenSet GetAndStoreTokens(HttpContext httpContext) =>
        own.GetAndStoreTokens(httpContext);

    public AntiforgeryTokenSet GetTokens(HttpContext httpContext) => own.GetTokens(httpContext);

    public void SetCookieTokenAndHeader(HttpContext httpContext) =>
        own.SetCookieTokenAndHeader(httpContext);

    public async Task<bool> IsRequestValidAsync(HttpContext httpContext)
    {
        var isValid = await own.IsRequestValidAsync(httpContext);
        if (!isValid)
        {
            events.FormRefused(httpContext.PageInLog());
        }

        return isValid;
    }

    public async Task ValidateRequestAsync(HttpContext httpContext)
    {
        try
        {
            await own.ValidateRequestAsync(httpContext);
        }
        catch (AntiforgeryValidationException)
        {
            events.FormRefused(httpContext.PageInLog());
            throw;
        }
    }
}
