using CpdCourse.Web.Jobs;
using Microsoft.AspNetCore.Authorization;

namespace CpdCourse.Web.Features.Accounts;

internal static class AccountsFeature
{
    public static void AddAccountPages(this IServiceCollection services)
    {
        services.AddScoped<CookieCheck>();
        services.AddScoped<OpenAccount>();
        services.AddScoped<ConfirmAddress>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<TellOwner>();
        services.AddScoped<PasswordHashes>();
        services.AddScoped<PasswordDoor>();
        services.AddScoped<MailedLinks>();
        services.AddScoped<LinkMail>();
        services.AddSingleton<MailAllowance>();
        services.AddSingleton<KeptForms>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, KeepWhatWasTyped>();
        services.Later<JoinWish, SendJoinLetter>();
        services.Later<ResetWish, SendResetLetter>();
        services.Later<MoveWish, SendMoveLetter>();
        services.Every<ForgetProvisional>(TimeSpan.FromDays(1));
    }
}
