namespace CpdCourse.Web.Features.Accounts;

internal static class AccountsFeature
{
    public static void AddAccountPages(this IServiceCollection services) =>
        services.AddScoped<OpenAccount>();

    public static void MapAccounts(this IEndpointRouteBuilder routes) { }
}
