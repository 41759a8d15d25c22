// pulumi-resource-aws offers HashiCorp's AWS provider, cut down to the services of services.json, as Pulumi's package "aws".
//
// `pulumi-resource-aws schema --out DIRECTORY` writes schema.json and bridge-metadata.json, which it reads from its own
// directory afterwards. (The usual way, a second program that is built first and whose output is embedded, links twice.)
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/terraform-provider-aws/internal"
	"github.com/hashicorp/terraform-provider-aws/internal/provider/framework"
	"github.com/hashicorp/terraform-provider-aws/internal/provider/sdkv2"
	pf "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	pftfgen "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfgen"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	shim "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
	ptokens "github.com/pulumi/pulumi/sdk/v3/go/common/tokens"
)

// version is that of the npm package @pulumi/aws in use, set by the linker.
var version string

//go:embed services.json
var servicesJSON []byte

func main() {
	if len(os.Args) > 1 && os.Args[1] == "schema" {
		pftfgen.MainWithMuxer("aws", provider([]byte("{}")))
		return
	}
	executable, err := os.Executable()
	check(err)
	beside := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(filepath.Dir(executable), name))
		check(err)
		return data
	}
	pf.MainWithMuxer(context.Background(), "aws", provider(beside("bridge-metadata.json")), beside("schema.json"))
}

func provider(metadata []byte) tfbridge.ProviderInfo {
	var data struct {
		Services map[string]struct{ Module, Prefix string }
		// What the general rule names differently from @pulumi/aws: the Terraform type to the Pulumi token.
		Resources, DataSources map[string]string
		// The same for the arguments of a resource that is in Resources.
		Fields map[string]map[string]string
	}
	check(json.Unmarshal(servicesJSON, &data))
	modules := map[string]string{} // the prefix of a Terraform type (after "aws_") to the module of the Pulumi type
	for name, service := range data.Services {
		if service.Prefix == "" {
			service.Prefix = name
		}
		modules[service.Prefix+"_"] = service.Module
	}

	ctx := context.Background()
	internal.RegisterSmarterrFS()
	sdk, err := sdkv2.NewProvider(ctx)
	check(err)
	plugin, err := framework.NewProvider(ctx, sdk)
	check(err)
	info := tfbridge.ProviderInfo{
		P:              pf.MuxShimWithPF(ctx, shimv2.NewProvider(sdk), plugin),
		Name:           "aws",
		ResourcePrefix: "aws",
		Version:        version,
		MetadataInfo:   tfbridge.NewProviderMetadata(metadata),
		Resources:      map[string]*tfbridge.ResourceInfo{},
		DataSources:    map[string]*tfbridge.DataSourceInfo{},
	}
	covered := func(name string) bool {
		for prefix := range modules {
			if strings.HasPrefix(name, "aws_"+prefix) {
				return true
			}
		}
		return false
	}
	info.P.ResourcesMap().Range(func(name string, _ shim.Resource) bool {
		if token, ok := data.Resources[name]; ok {
			fields := map[string]*tfbridge.SchemaInfo{}
			for field, renamed := range data.Fields[name] {
				fields[field] = &tfbridge.SchemaInfo{Name: renamed}
			}
			info.Resources[name] = &tfbridge.ResourceInfo{Tok: ptokens.Type("aws:" + token), Fields: fields}
		} else if !covered(name) {
			info.IgnoreMappings = append(info.IgnoreMappings, name)
		}
		return true
	})
	info.P.DataSourcesMap().Range(func(name string, _ shim.Resource) bool {
		if token, ok := data.DataSources[name]; ok {
			info.DataSources[name] = &tfbridge.DataSourceInfo{Tok: ptokens.ModuleMember("aws:" + token)}
		} else if !covered(name) {
			info.IgnoreMappings = append(info.IgnoreMappings, name)
		}
		return true
	})
	standard := tokens.MakeStandard("aws")
	info.MustComputeTokens(tokens.MappedModules("aws_", "", modules, func(module, name string) (string, error) {
		return standard(strings.ToLower(strings.TrimSuffix(module, "_")), name)
	}))
	info.SetAutonaming(255, "-")
	return info
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
